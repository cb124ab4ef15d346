declare module 'knex/lib/dialects/postgres/index.js' {
  import { type Knex } from 'knex';
  export default class PostgresClient extends Knex.Client {
    constructor(config: Knex.Config);
    transaction(...parameters: unknown[]): unknown;
  }
}

declare module 'knex/lib/dialects/postgres/execution/pg-transaction.js' {
  export default class PostgresTransaction {
    constructor(client: unknown, ...parameters: unknown[]);
    begin(connection: unknown): Promise<unknown>;
    query(connection: unknown, sql: string): Promise<unknown>;
  }
}
