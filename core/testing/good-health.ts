import type { Health } from '../health/open-health.ts';

/** For tests that stand on less than a whole process. */
export const goodHealth: Health = {
  trouble: () => null,
  lost: () => null,
  stalls: () => 0,
  stop: () => undefined,
};
