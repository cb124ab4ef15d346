/** The time as the product under test sees it. It stands still until it is moved. */
export interface TestClock {
  now(): Date;
  set(time: Date | string): void;
  /** In milliseconds. */
  advance(ms: number): void;
  /** Runs with the machine again. */
  release(): void;
}

export function createTestClock(): TestClock {
  let held: number | undefined;
  return {
    now: () => (held === undefined ? new Date() : new Date(held)),
    set(time) {
      held = new Date(time).getTime();
    },
    advance(ms) {
      held = (held ?? Date.now()) + ms;
    },
    release() {
      held = undefined;
    },
  };
}
