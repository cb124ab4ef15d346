import type pg from 'pg';
import type { Trouble } from './watch-database.ts';

const longestWaitMs = 6_000;

/** Requests wait for a connection and none has become free for a while: something holds all of them. */
export function watchPool(pool: pg.Pool): () => Trouble | null {
  let freedAt = performance.now();
  let isIdle = true;
  pool.on('release', () => {
    freedAt = performance.now();
  });
  return () => {
    if (pool.ended) return { reason: 'The database connections are closed.', forMs: 0 };
    const isWaiting = pool.waitingCount > 0;
    // Nobody has waited until now, so the wait begins here.
    if (isWaiting && isIdle) freedAt = Math.max(freedAt, performance.now());
    isIdle = !isWaiting;
    const forMs = performance.now() - freedAt;
    return isWaiting && forMs > longestWaitMs
      ? { reason: 'No database connection becomes free.', forMs }
      : null;
  };
}
