import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../db/database.ts';
import { type PublicPage, RateLimited } from '../../sdk/index.ts';
import { networkOf } from '../../sessions/network-of.ts';

const usual = { get: 60, post: 10 } as const;

/** @throws RateLimited once an address has asked too often within a minute */
export type LimitVisitor = (workspaceId: string, address: string) => Promise<void>;

/**
 * Counted for each page, workspace and address in PostgreSQL, so that several processes count together; who is over
 * the limit is turned away from memory.
 */
export function limitVisitors({ pool }: Database, plugin: string, page: PublicPage): LimitVisitor {
  const points = page.perMinute ?? usual[page.method];
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: 'visitor',
    points,
    duration: 60,
    inMemoryBlockOnConsumed: points + 1,
  });
  return async (workspaceId, address) => {
    const parts = [plugin, page.method, page.path, workspaceId, networkOf(address)];
    const key = createHash('sha256').update(parts.join('\n')).digest('base64url');
    await limiter.consume(key).catch(refuse);
  };
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const retryAfterSeconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  throw new RateLimited('That was a little often. Wait a minute, then send it again.', { retryAfterSeconds });
}
