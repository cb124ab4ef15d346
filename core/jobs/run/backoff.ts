import type { Work } from '../work.ts';

/** Doubles with each attempt up to a limit; a random half of it, so that what failed together does not come back together. */
export function backoffMs(
  { baseMs, maxMs }: Work['backoff'],
  attempt: number,
  random: () => number = Math.random,
): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
