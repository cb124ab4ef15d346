import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../db/database.ts';
import { RateLimited } from '../sdk/index.ts';
import { networkOf } from './network-of.ts';

export interface Attempt {
  readonly email: string;
  readonly address: string;
  /** Somebody signed in to this very account from there before. */
  readonly isKnownDevice: boolean;
}

/** Counted in PostgreSQL, so that several processes count together and a restart forgets nothing. */
export interface SignInLimits {
  /** Counts an attempt before it is looked at, so that many at once gain nothing. @throws RateLimited */
  count(attempt: Attempt): Promise<void>;
  /** Takes back what a right password was counted for. */
  forgive(attempt: Attempt): Promise<void>;
}

const quarter = 15 * 60;
const day = 24 * 60 * 60;

/**
 * One guesser gets five tries, one network a hundred. All guessers together get two hundred a day per
 * account, so ten thousand take weeks; the owner's own devices are not held up by them.
 */
export function signInLimits({ pool }: Database): SignInLimits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const pair = limiter('sign-in-pair', 5, quarter);
  const network = limiter('sign-in-network', 100, quarter);
  const account = limiter('sign-in-account', 200, day);

  const counters = ({ email, address, isKnownDevice }: Attempt) => [
    { limit: pair, key: digest(email, networkOf(address)) },
    { limit: network, key: digest(networkOf(address)) },
    ...(isKnownDevice ? [] : [{ limit: account, key: digest(email) }]),
  ];

  return {
    async count(attempt) {
      for (const { limit, key } of counters(attempt)) await limit.consume(key).catch(refuse);
    },
    async forgive(attempt) {
      await pair.delete(digest(attempt.email, networkOf(attempt.address)));
      const rest = counters(attempt).slice(1);
      await Promise.all(rest.map(({ limit, key }) => limit.reward(key)));
    },
  };
}

/** Keys hold no addresses of people; they are only compared. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.ceil(reason.msBeforeNext / 1000);
  throw new RateLimited(`Too many attempts. Try again in ${inWords(seconds)}.`, {
    retryAfterSeconds: seconds,
  });
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return 'a minute';
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
