import { z } from 'zod';
import { problemsOf } from '../../resources/write/input-problems.ts';
import { type Command, columnName } from '../../sdk/index.ts';
import { UsageError } from '../command-group.ts';

/** `dryRun` is typed `--dry-run`. */
export function optionName(key: string): string {
  return `--${columnName(key).replaceAll('_', '-')}`;
}

type Kind = 'string' | 'number' | 'boolean' | 'array';

/** What each option holds, read from the schema's own description. */
export function optionKinds({ input }: Command): ReadonlyMap<string, Kind> {
  const { properties = {} } = describe(input);
  const kinds = Object.entries(properties).map(([key, value]) => [key, kindOf(value)] as const);
  return new Map(kinds);
}

export interface DescribedInput {
  readonly properties?: Readonly<Record<string, DescribedOption>>;
  readonly required?: readonly string[];
}

export interface DescribedOption {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

export function describe(input: z.ZodType): DescribedInput {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as DescribedInput;
}

function kindOf({ type }: DescribedOption): Kind {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' || type === 'array' ? type : 'string';
}

/**
 * `--name value`, `--name=value`, `--flag`, `--no-flag`; an option of several values is given several times.
 * @throws UsageError naming every option that cannot be taken
 */
export function readOptions<Input>(command: Command<Input>, words: readonly string[]): Input {
  const parsed = command.input.safeParse(given(command, words));
  if (parsed.success) return parsed.data;
  const faults = problemsOf([], parsed.error).map(({ path: [key = '', ...rest], message }) =>
    [`${optionName(String(key))}${rest.length > 0 ? ` ${rest.join('.')}` : ''}`, message].join(': '),
  );
  throw new UsageError(faults.join('\n'));
}

function given(command: Command, words: readonly string[]): Record<string, unknown> {
  const kinds = optionKinds(command);
  const keys = new Map([...kinds.keys()].map((key) => [optionName(key), key]));
  const input: Record<string, unknown> = {};
  const waiting = [...words];
  while (waiting.length > 0) {
    const [name, inline] = splitWord(waiting.shift() ?? '');
    const key = keys.get(name) ?? keys.get(name.replace(/^--no-/, '--'));
    const kind = key === undefined ? undefined : kinds.get(key);
    if (key === undefined || kind === undefined) throw new UsageError(`There is no option "${name}".`);
    if (kind === 'boolean') input[key] = inline === undefined ? keys.has(name) : inline === 'true';
    else {
      const value = inline ?? waiting.shift();
      if (value === undefined) throw new UsageError(`${name} needs a value.`);
      input[key] = kind === 'array' ? [...((input[key] as unknown[]) ?? []), value] : typed(kind, value);
    }
  }
  return input;
}

function splitWord(word: string): [name: string, inline: string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** What is no number is left to the schema to refuse in its own words. */
function typed(kind: Kind, value: string): unknown {
  const number = Number(value);
  return kind === 'number' && value.trim() !== '' && !Number.isNaN(number) ? number : value;
}
