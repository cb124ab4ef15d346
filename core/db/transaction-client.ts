import PostgresTransaction from 'knex/lib/dialects/postgres/execution/pg-transaction.js';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';

/** Sends BEGIN and the scope in one message, so a unit of work costs no extra round trip. */
class ScopedTransaction extends PostgresTransaction {
  override begin(connection: unknown): Promise<unknown> {
    return this.query(connection, `BEGIN; ${String(this.userParams.scope ?? '')}`);
  }
}

export class ScopedClient extends PostgresClient {
  override transaction(...parameters: unknown[]): unknown {
    return new ScopedTransaction(this, ...parameters);
  }
}
