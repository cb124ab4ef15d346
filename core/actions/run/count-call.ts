import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../db/database.ts';
import { actorText } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { RateLimited } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { actorPerMinute } from './limits.ts';

const limiters = new WeakMap<Database, Map<number, RateLimiterPostgres>>();

/** Counted in PostgreSQL, for all processes and doors together: by actor, and by actor and action. @throws RateLimited */
export async function countCall(runtime: Runtime, scope: Scope, action: OfferedAction): Promise<void> {
  const actor = `${scope.workspace.id} ${actorText(scope.actor)}`;
  const counts = [
    limiterOf(runtime.database, actorPerMinute).consume(actor),
    limiterOf(runtime.database, action.perMinute).consume(`${actor} ${action.id}`),
  ];
  for (const count of await Promise.allSettled(counts)) if (count.status === 'rejected') refuse(count.reason);
}

function limiterOf(database: Database, points: number): RateLimiterPostgres {
  const known = limiters.get(database) ?? new Map<number, RateLimiterPostgres>();
  limiters.set(database, known);
  const limiter = known.get(points) ?? makeLimiter(database, points);
  known.set(points, limiter);
  return limiter;
}

function makeLimiter({ pool }: Database, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: 'action',
    points,
    duration: 60,
  });
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.ceil(reason.msBeforeNext / 1000);
  throw new RateLimited('Too many actions in a minute. Wait a moment and go on.', {
    retryAfterSeconds: seconds,
  });
}
