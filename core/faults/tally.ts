/** Counts calls and failures over the last one to two windows: exact enough, and two numbers per window. */
export interface Tally {
  note(now: number, hasFailed: boolean): void;
  /** From 0 to 1. */
  shareOfFailures(): number;
}

interface Window {
  readonly began: number;
  calls: number;
  failures: number;
}

export function createTally(windowMs: number): Tally {
  let current: Window = { began: 0, calls: 0, failures: 0 };
  let before: Window = current;

  function move(now: number): void {
    const age = now - current.began;
    if (age < windowMs) return;
    const empty = { began: now, calls: 0, failures: 0 };
    [before, current] = [age < 2 * windowMs ? current : empty, empty];
  }

  return {
    note(now, hasFailed) {
      move(now);
      current.calls += 1;
      if (hasFailed) current.failures += 1;
    },
    shareOfFailures() {
      const others = before === current ? { calls: 0, failures: 0 } : before;
      return (current.failures + others.failures) / Math.max(1, current.calls + others.calls);
    },
  };
}
