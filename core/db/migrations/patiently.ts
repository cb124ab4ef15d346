import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from '../transient.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * Tries again what fails for a reason of the moment, such as a table somebody holds locked or a connection that was
 * lost, with growing pauses, for so long at most. What is really wrong fails at once.
 */
export async function patiently<Result>(forMs: number, work: () => Promise<Result>): Promise<Result> {
  const giveUpAt = performance.now() + forMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isOfTheMoment(error) || performance.now() + pauseMs > giveUpAt) throw error;
      await pause(pauseMs);
    }
  }
}

function isOfTheMoment(error: unknown): boolean {
  return isTransient(error) || (error instanceof Error && isTransient(error.cause));
}
