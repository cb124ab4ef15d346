/** A job this process holds a lease on. */
export interface ClaimedJob {
  readonly workspaceId: string;
  readonly id: string;
  readonly plugin: string;
  readonly job: string;
  readonly payload: unknown;
  /** This one included. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Counts claims; a write with an older number changes nothing. */
  readonly fence: number;
  readonly lane: string | null;
  /** Who asked for it, as `user:<id>`, `apiKey:<id>` or `system:<reason>`. */
  readonly actor: string;
  readonly eventId: number | null;
  readonly owner: string;
}

/** Another process holds this job now, or an operator took it back: what was begun must not be committed. */
export class LeaseLost extends Error {}
