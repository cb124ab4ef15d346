import { createTally } from './tally.ts';

/** When a plugin is held back. */
export interface BreakerTerms {
  /** So many faults… */
  readonly faults: number;
  /** …within this time, in milliseconds, open it: if half of the calls in it failed, or it has no calls. */
  readonly windowMs: number;
}

/**
 * Counts one plugin's faults in one process. Closed, all is let through. Open, nothing is. Once its rest is
 * over one call may try: it closes the breaker, or opens it again. Times are monotonic milliseconds.
 */
export interface Breaker {
  /** How long this caller must stay away; 0 to go ahead. A call that runs the plugin's code may be the trial. */
  restFor(now: number, isTrial: boolean): number;
  /** Something was done that says nothing of its code. */
  used(now: number): void;
  /** @returns true when that closed it */
  succeeded(now: number): boolean;
  /** @returns true when it has to open now */
  failed(now: number): boolean;
  open(until: number): void;
  close(): void;
}

/** A trial that does not come back is forgotten after this, and another one is let through. */
const trialMs = 30_000;
const besideTrialMs = 1_000;

export function createBreaker({ faults, windowMs }: BreakerTerms): Breaker {
  let tally = createTally(windowMs);
  let recent: readonly number[] = [];
  let openUntil: number | null = null;
  let trialSince: number | null = null;

  const isTooMuch = (now: number): boolean => {
    recent = [...recent.filter((at) => at > now - windowMs), now].slice(-faults);
    return recent.length >= faults && tally.shareOfFailures() >= 0.5;
  };
  const settle = (until: number | null): void => {
    [openUntil, trialSince, recent, tally] = [until, null, [], createTally(windowMs)];
  };

  return {
    restFor(now, isTrial) {
      if (openUntil === null) return 0;
      if (now < openUntil) return openUntil - now;
      if (!isTrial) return 0;
      if (trialSince !== null && now < trialSince + trialMs) return besideTrialMs;
      trialSince = now;
      return 0;
    },
    used: (now) => tally.note(now, false),
    succeeded(now) {
      tally.note(now, false);
      if (openUntil === null || now < openUntil) return false;
      settle(null);
      return true;
    },
    failed(now) {
      tally.note(now, true);
      return openUntil === null ? isTooMuch(now) : now >= openUntil;
    },
    open: (until) => settle(until),
    close: () => settle(null),
  };
}
