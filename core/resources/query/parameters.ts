/** Collects values while SQL is written; each `add` answers the placeholder to write. */
export class Parameters {
  readonly values: unknown[] = [];
  readonly #positional: boolean;

  /** `$1` for PostgreSQL itself, `?` where Knex numbers them. */
  constructor(style: '$' | '?' = '$') {
    this.#positional = style === '?';
  }

  add(value: unknown): string {
    this.values.push(value);
    return this.#positional ? '?' : `$${this.values.length}`;
  }

  addAll(values: readonly unknown[]): void {
    for (const value of values) this.add(value);
  }
}
