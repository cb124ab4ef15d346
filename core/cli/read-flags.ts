import { columnName } from '../sdk/index.ts';
import { UsageError } from './command-group.ts';

/** One input as its JSON Schema tells of it. */
export interface DescribedOption {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: DescribedOption;
}

/** `dryRun` is typed `--dry-run`. */
export function optionName(key: string): string {
  return `--${columnName(key).replaceAll('_', '-')}`;
}

const plain = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;

/** The one kind of value it holds, beside nothing at all. */
export function kindOf({ type }: DescribedOption): (typeof plain)[number] {
  const kinds = typeof type === 'string' ? [type] : (type ?? []);
  return plain.find((kind) => kinds.includes(kind)) ?? 'string';
}

/**
 * `--name value`, `--name=value`, `--flag`, `--no-flag`; `--no-name` empties what may be empty; an option of several
 * values is given several times; one that holds an object takes it as JSON.
 * @throws UsageError
 */
export function readFlags(
  options: Readonly<Record<string, DescribedOption>>,
  words: readonly string[],
): Record<string, unknown> {
  const keys = new Map(Object.keys(options).map((key) => [optionName(key), key]));
  const input: Record<string, unknown> = {};
  const waiting = [...words];
  while (waiting.length > 0) {
    const [name, inline] = splitWord(waiting.shift() ?? '');
    const key = keys.get(name) ?? keys.get(name.replace(/^--no-/, '--'));
    const option = key === undefined ? undefined : options[key];
    if (key === undefined || option === undefined) throw new UsageError(`There is no option "${name}".`);
    const isNo = !keys.has(name);
    if (kindOf(option) === 'boolean') input[key] = inline === undefined ? !isNo : inline === 'true';
    else if (isNo) input[key] = null;
    else input[key] = typedValue(option, name, inline ?? waiting.shift(), input[key]);
  }
  return input;
}

function splitWord(word: string): [name: string, inline: string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** What does not fit is left to the schema to refuse in its own words. */
function typedValue(
  option: DescribedOption,
  name: string,
  typed: string | undefined,
  before: unknown,
): unknown {
  if (typed === undefined) throw new UsageError(`${name} needs a value.`);
  const kind = kindOf(option);
  if (kind === 'array') return arrayWith(option.items ?? {}, typed, before);
  if (kind === 'object') return jsonOr(typed);
  return kind === 'string' ? typed : numberOr(typed);
}

/** Several values one by one, or all as JSON. */
function arrayWith(item: DescribedOption, typed: string, before: unknown): unknown[] {
  const known = Array.isArray(before) ? before : [];
  const all = typed.startsWith('[') ? jsonOr(typed) : undefined;
  if (Array.isArray(all)) return [...known, ...all];
  const kind = kindOf(item);
  return [...known, kind === 'object' ? jsonOr(typed) : kind === 'string' ? typed : numberOr(typed)];
}

function jsonOr(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

function numberOr(typed: string): unknown {
  const number = Number(typed);
  return typed.trim() !== '' && !Number.isNaN(number) ? number : typed;
}
