import { parseArgs } from 'node:util';
import { UsageError } from './command-group.ts';

/** What stands on the line: words, and options by name. */
export interface Line<Name extends string> {
  readonly words: readonly string[];
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly flags: ReadonlySet<string>;
}

/** Splits a line into words, `--name value` and `--flag`. @throws UsageError for an option that is not known */
export function readLine<Name extends string>(
  line: readonly string[],
  { values, flags }: { values: readonly Name[]; flags: readonly string[] },
): Line<Name> {
  const options = Object.fromEntries([
    ...values.map((name) => [name, { type: 'string' }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  try {
    const parsed = parseArgs({ args: [...line], options, allowPositionals: true });
    const given = Object.entries(parsed.values);
    const texts = given.filter(([, value]) => typeof value === 'string');
    const set = given.filter(([, value]) => value === true).map(([name]) => name);
    const named = Object.fromEntries(texts) as Partial<Record<Name, string>>;
    return { words: parsed.positionals, values: named, flags: new Set(set) };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
