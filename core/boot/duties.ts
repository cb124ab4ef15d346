/** What one process does. Any number of each may run on one database. */
export interface Duty {
  /** Answers requests and live connections. */
  readonly serves: boolean;
  /** Does what goes on without anybody asking: jobs, schedules, imports. */
  readonly works: boolean;
}

export const duties = {
  all: { serves: true, works: true },
  web: { serves: true, works: false },
  worker: { serves: false, works: true },
} as const satisfies Readonly<Record<string, Duty>>;
