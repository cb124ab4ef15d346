import PostgresTransaction from 'knex/lib/dialects/postgres/execution/pg-transaction.js';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';

type Parameters = [
  client: unknown,
  container: unknown,
  config?: { readonly scope?: string },
  outer?: unknown,
];

/** Sends BEGIN and the scope in one message, so a unit of work costs no extra round trip. */
class ScopedTransaction extends PostgresTransaction {
  readonly #scope: string;

  constructor(...parameters: Parameters) {
    super(...parameters);
    this.#scope = parameters[2]?.scope ?? '';
  }

  override begin(connection: unknown): Promise<unknown> {
    return this.query(connection, `BEGIN; ${this.#scope}`);
  }
}

export class ScopedClient extends PostgresClient {
  override transaction(...parameters: Parameters extends [unknown, ...infer Rest] ? Rest : never): unknown {
    return new ScopedTransaction(this, ...parameters);
  }
}
