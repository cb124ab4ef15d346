import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { Logger } from '../sdk/index.ts';
import { cutSilentConnections } from './cut-silent-connections.ts';
import { pooledUrl } from './pooler.ts';
import { ScopedClient } from './transaction-client.ts';
import { valueTypes } from './value-types.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolMax: number;
  readonly log: Logger;
  /** `host:port` of a PgBouncer in transaction mode to go through. */
  readonly pooler?: string | undefined;
  /** Longest any statement may take, in milliseconds. Default 15 000. */
  readonly statementTimeoutMs?: number;
}

/** One pool of connections in the app role, and Knex over that same pool. */
export interface Database {
  readonly pool: pg.Pool;
  readonly knex: Knex;
  /** Is every transaction on a server connection of its own? Then nothing may be left for the next one there. */
  readonly isPooled: boolean;
  /**
   * A few connections more, for short reads in the middle of a transaction: whoever holds one connection of the pool
   * and waits there for another may wait for ever.
   */
  readonly aside: Database;
  close(): Promise<void>;
}

const asideMax = 2;

export function openDatabase(options: DatabaseOptions): Database {
  const main = openOne(options);
  let aside: Database | null = null;
  return {
    ...main,
    get aside() {
      aside ??= { ...openOne({ ...options, poolMax: asideMax }), aside: this };
      return aside;
    },
    async close() {
      await Promise.all([main.close(), aside?.close()]);
    },
  };
}

function openOne(options: DatabaseOptions): Omit<Database, 'aside'> {
  const pool = openPool(options);
  const stopCutting = cutSilentConnections(
    pool,
    (options.statementTimeoutMs ?? usualLimitMs) + graceMs,
    options.log,
  );
  const builder = knex({ client: ScopedClient, connectionPool: pool } as Knex.Config);
  return {
    pool,
    knex: builder,
    isPooled: options.pooler !== undefined,
    async close() {
      stopCutting();
      await builder.destroy();
      await pool.end();
    },
  };
}

/** PostgreSQL's own limit comes first; this much later there is no hope. */
const graceMs = 5_000;
const usualLimitMs = 15_000;

function openPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: pooledUrl(options.url, options.pooler),
    max: options.poolMax,
    types: valueTypes,
    application_name: 'guildhall',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A pooler takes no such options; its own configuration sets them, and `checkPooler` looks.
    ...(options.pooler === undefined && { options: sessionOptions(options.statementTimeoutMs) }),
  });
  pool.on('error', (error) =>
    options.log.warn({ reason: error.message }, 'An idle database connection was lost.'),
  );
  // The loss of one that is in use is told by its statement; without a listener it would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

function sessionOptions(statementTimeoutMs = usualLimitMs): string {
  return `-c timezone=UTC -c statement_timeout=${statementTimeoutMs} -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000`;
}
