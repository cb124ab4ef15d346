import type { Runtime } from '../runtime.ts';

/** Something that is tidied up again and again, by every process that works; two at it at once do no harm. */
export interface Chore {
  /** `the removal of old events`: for the log. */
  readonly what: string;
  readonly everyMs: number;
  /** Also as the process starts. Default: first a while later, when it has less to do. */
  readonly isDueAtStart?: boolean;
  tidy(runtime: Runtime, signal: AbortSignal): Promise<unknown>;
}

export const hourMs = 60 * 60 * 1_000;
export const dayMs = 24 * hourMs;
