/** One SQL statement with `$1` parameters. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const plainIdentifier = /^[a-z_][a-z0-9_]{0,62}$/;

/** Every identifier that reaches SQL passes here; what is not a plain name is a bug, not input. */
export function identifier(name: string): string {
  if (!plainIdentifier.test(name)) throw new Error(`Not a plain SQL identifier: ${JSON.stringify(name)}`);
  return `"${name}"`;
}

/** Text is ordered as people read it (Unicode's root order), whatever the database was made with. */
export const readingOrder = 'collate "und-x-icu"';

/** A literal for DDL, where parameters cannot go. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
