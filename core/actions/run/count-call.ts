import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../db/database.ts';
import { actorText } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { RateLimited } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { sharedLimit, type Take } from './shared-limit.ts';

const limits = new WeakMap<Database, Map<number, Take>>();

/** Counted for all processes and doors together: by actor, and by actor and action. @throws RateLimited */
export async function countCall(
  { database, config }: Runtime,
  scope: Scope,
  { id, perMinute }: Pick<OfferedAction, 'id' | 'perMinute'>,
): Promise<void> {
  const actor = `${scope.workspace.id} ${actorText(scope.actor)}`;
  try {
    await limitOf(database, config.actionsPerMinute)(actor);
    if (perMinute !== null) await limitOf(database, perMinute)(`${actor} ${id}`);
  } catch (error) {
    refuse(error);
  }
}

function limitOf(database: Database, points: number): Take {
  const known = limits.get(database) ?? new Map<number, Take>();
  limits.set(database, known);
  const limit = known.get(points) ?? makeLimit(database, points);
  known.set(points, limit);
  return limit;
}

function makeLimit({ pool }: Database, points: number): Take {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: 'action',
    points,
    duration: 60,
  });
  return sharedLimit(limiter);
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.ceil(reason.msBeforeNext / 1000);
  throw new RateLimited('Too many actions in a minute. Wait a moment and go on.', {
    retryAfterSeconds: seconds,
  });
}
