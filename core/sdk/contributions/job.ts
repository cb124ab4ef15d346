import type { z } from 'zod';
import type { Ctx } from '../context.ts';

/** A job as others see it: enough to ask for it, nothing of how it is done. */
export interface JobRef<Payload> {
  /** `<plugin>.<verb>-…`, in the imperative: `finance.remind-overdue`. */
  readonly id: string;
  readonly schema: z.ZodType<Payload>;
}

/** One running of a job. */
export interface RunningJob {
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The same on every attempt: send it along to the outside. */
  readonly idempotencyKey: string;
  /** How far it is, from 0 to 1, for those who wait. */
  progress(share: number, note?: string): Promise<void>;
  /** For external jobs: a unit of work of its own, committed when `work` ends. */
  inTransaction<Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result>;
}

/** How a job is done: once with its transaction, or outside of one, and how patiently. */
export interface JobOptions<Payload> {
  readonly title: string;
  /**
   * `transaction`: all it does is one transaction together with its completion, so its effects exist once.
   * `external`: it talks to the outside, holds no transaction meanwhile, and may run twice.
   */
  readonly kind: 'transaction' | 'external';
  /** Tries in all. Default: 5. */
  readonly attempts?: number;
  /** Pause before the second try, doubled each time, with jitter. Default: 1 second to 10 minutes. */
  readonly backoff?: { readonly baseMs: number; readonly maxMs: number };
  /** Default: 60 000. */
  readonly timeoutMs?: number;
  /** At most this many at once over all processes. Default: no limit of its own. */
  readonly concurrency?: number;
  /** At most this many at once in one workspace. Default: no limit of its own. */
  readonly perWorkspace?: number;
  run(ctx: Ctx, payload: Payload, job: RunningJob): Promise<void>;
}

/** What `defineJob` gives. */
export interface Job<Payload = unknown> extends JobRef<Payload> {
  readonly options: JobOptions<Payload>;
}

/**
 * Work to be done later or elsewhere. Its payload carries ids, never records; it may run twice.
 *
 * @example
 * export const remindOverdue = defineJob('finance.remind-overdue', z.strictObject({ invoiceId: z.uuid() }), {
 *   title: 'Remind of an overdue invoice', kind: 'external', run: sendReminder });
 * await ctx.enqueue(remindOverdue, { invoiceId });
 */
export function defineJob<Payload>(
  id: string,
  schema: z.ZodType<Payload>,
  options: JobOptions<Payload>,
): Job<Payload> {
  return Object.freeze({ id, schema, options });
}
