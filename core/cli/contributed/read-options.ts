import { z } from 'zod';
import { problemsOf } from '../../resources/write/input-problems.ts';
import type { Command } from '../../sdk/index.ts';
import { UsageError } from '../command-group.ts';
import { type DescribedOption, optionName, readFlags } from '../read-flags.ts';

export interface DescribedInput {
  readonly properties?: Readonly<Record<string, DescribedOption>>;
  readonly required?: readonly string[];
}

export function describe(input: z.ZodType): DescribedInput {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as DescribedInput;
}

/**
 * What a command takes, from what was typed.
 * @throws UsageError naming every option that cannot be taken
 */
export function readOptions<Input>(command: Command<Input>, words: readonly string[]): Input {
  const parsed = command.input.safeParse(readFlags(describe(command.input).properties ?? {}, words));
  if (parsed.success) return parsed.data;
  const faults = problemsOf([], parsed.error).map(({ path: [key = '', ...rest], message }) =>
    [`${optionName(String(key))}${rest.length > 0 ? ` ${rest.join('.')}` : ''}`, message].join(': '),
  );
  throw new UsageError(faults.join('\n'));
}
