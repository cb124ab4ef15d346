import type pg from 'pg';
import type { Logger } from '../sdk/index.ts';

/** What the driver knows of a connection and does not say in its types. */
interface Inner {
  _getActiveQuery?(): unknown;
  readonly connection?: { readonly stream: { destroy(reason: Error): void } };
}

interface Held {
  query: unknown;
  since: number;
}

const everyMs = 1_000;

/**
 * PostgreSQL ends statements that take too long by itself. When nothing comes back even after that, the
 * server or the way to it is dead without a word, and waiting would hold the connection for ever.
 */
export function cutSilentConnections(pool: pg.Pool, limitMs: number, log: Logger): () => void {
  const held = new Map<pg.PoolClient, Held>();
  pool.on('acquire', (client) => void held.set(client, { query: null, since: 0 }));
  pool.on('release', (_error, client) => void held.delete(client));
  pool.on('remove', (client) => void held.delete(client));
  const timer = setInterval(() => {
    for (const [client, hold] of held) {
      if (!isSilent(client, hold, limitMs)) continue;
      held.delete(client);
      log.warn({ limitMs }, 'A database connection gave no sign of life and was cut.');
      (client as unknown as Inner).connection?.stream.destroy(new Error('Connection terminated: no answer.'));
    }
  }, everyMs).unref();
  return () => clearInterval(timer);
}

function isSilent(client: pg.PoolClient, hold: Held, limitMs: number): boolean {
  const query = (client as unknown as Inner)._getActiveQuery?.() ?? null;
  if (query === null || query !== hold.query) {
    hold.query = query;
    hold.since = performance.now();
    return false;
  }
  return performance.now() - hold.since > limitMs;
}
