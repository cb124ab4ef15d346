import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** Takes one of what a key may have in a while. @throws RateLimiterRes when there is none left */
export type Take = (key: string) => Promise<void>;

/** What this process may give out by itself. */
interface Share {
  left: number;
  /** What nobody had taken when this was fetched. */
  readonly remaining: number;
  /** Monotonic milliseconds. */
  readonly until: number;
}

/** The part of what is left that one process takes along at once. */
const part = 20;
const mostKeys = 10_000;

/**
 * A limit that all processes keep together, asked for once for many calls: each process takes a twentieth of what
 * is left and counts that down by itself. So never more is let through than the limit; what a process holds and does not
 * use is missing to the others until the while is over.
 */
export function sharedLimit(limiter: RateLimiterAbstract): Take {
  const shares = new Map<string, Share>();
  const fetches = new Map<string, Promise<void>>();

  async function fetch(key: string, block: number): Promise<void> {
    const share = await fetchShare(limiter, key, block);
    shares.delete(key);
    shares.set(key, share);
    if (shares.size > mostKeys) shares.delete(shares.keys().next().value ?? '');
  }

  function fetchOnce(key: string, block: number): Promise<void> {
    const known = fetches.get(key);
    if (known) return known;
    const fetching = fetch(key, block).finally(() => fetches.delete(key));
    fetches.set(key, fetching);
    return fetching;
  }

  return async function take(key) {
    for (;;) {
      const share = shares.get(key);
      const restMs = share ? share.until - performance.now() : 0;
      const current = restMs > 0 ? share : undefined;
      if (current && current.left > 0) {
        current.left -= 1;
        return;
      }
      if (current?.remaining === 0) throw new RateLimiterRes(0, restMs);
      await fetchOnce(key, blockOf(current));
    }
  };
}

function blockOf(share: Share | undefined): number {
  return Math.max(1, Math.floor((share?.remaining ?? 0) / part));
}

async function fetchShare(limiter: RateLimiterAbstract, key: string, block: number): Promise<Share> {
  try {
    const found = await limiter.consume(key, block);
    return shareOf(found, block);
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    // Others were faster: the rest of it is still ours.
    return shareOf(reason, Math.max(0, limiter.points - (reason.consumedPoints - block)));
  }
}

function shareOf({ remainingPoints, msBeforeNext }: RateLimiterRes, left: number): Share {
  return { left, remaining: remainingPoints, until: performance.now() + msBeforeNext };
}
