import { z } from 'zod';
import type { Command, InvalidInput } from '../../sdk/index.ts';
import { type DescribedOption, optionName, readFlags } from '../read-flags.ts';

export interface DescribedInput {
  readonly properties?: Readonly<Record<string, DescribedOption>>;
  readonly required?: readonly string[];
}

export function describe(input: z.ZodType): DescribedInput {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as DescribedInput;
}

/** Every option that cannot be taken, each with why. */
export function optionFaults({ problems }: InvalidInput): string {
  const faults = problems.map(({ path: [key = '', ...rest], message }) =>
    [`${optionName(String(key))}${rest.length > 0 ? ` ${rest.join('.')}` : ''}`, message].join(': '),
  );
  return faults.join('\n');
}

/** What was typed, by the names of the command's options. @throws UsageError for one that there is not */
export function readOptions(command: Command, words: readonly string[]): Record<string, unknown> {
  return readFlags(describe(command.input).properties ?? {}, words);
}
