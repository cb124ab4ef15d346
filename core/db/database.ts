import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { Logger } from '../sdk/index.ts';
import { ScopedClient } from './transaction-client.ts';
import { valueTypes } from './value-types.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolMax: number;
  readonly log: Logger;
  /** Longest any statement may take, in milliseconds. Default 15 000. */
  readonly statementTimeoutMs?: number;
}

/** One pool of connections in the app role, and Knex over that same pool. */
export interface Database {
  readonly pool: pg.Pool;
  readonly knex: Knex;
  close(): Promise<void>;
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options);
  const builder = knex({ client: ScopedClient, connectionPool: pool } as Knex.Config);
  return {
    pool,
    knex: builder,
    async close() {
      await builder.destroy();
      await pool.end();
    },
  };
}

function openPool({ url, poolMax, log, statementTimeoutMs = 15_000 }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    types: valueTypes,
    application_name: 'guildhall',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    options: `-c timezone=UTC -c statement_timeout=${statementTimeoutMs} -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000`,
  });
  pool.on('error', (error) => log.warn({ reason: error.message }, 'An idle database connection was lost.'));
  return pool;
}
