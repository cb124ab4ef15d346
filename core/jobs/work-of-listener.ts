import { z } from 'zod';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import type { HeardEvent, Listener, RecordChange } from '../sdk/index.ts';
import type { Work } from './work.ts';
import { unlimited, usualBackoff } from './work-of-job.ts';

const usualAttempts = 8;
const usualTimeoutMs = 30_000;

/** What the relay writes into a delivery. */
const delivery = z.object({
  event: z.object({ id: z.string(), at: z.string(), actor: z.string() }),
  change: z
    .object({
      recordId: z.string(),
      version: z.number(),
      kind: z.enum(['created', 'updated', 'removed', 'restored']),
    })
    .nullable(),
  payload: z.unknown(),
});

interface Heard {
  readonly event: HeardEvent;
  readonly told: unknown;
}

/** Each delivery of an event to a listener is a job of the listener's own queue. */
export function workOfListener({ plugin, item: listener }: Contributed<Listener>): Work {
  return {
    name: listener.id,
    plugin,
    title: listener.title,
    kind: 'transaction',
    attempts: listener.attempts ?? usualAttempts,
    backoff: usualBackoff,
    timeoutMs: listener.timeoutMs ?? usualTimeoutMs,
    atOnce: unlimited,
    atOncePerWorkspace: unlimited,
    parse(stored): Heard {
      const { event, change, payload } = delivery.parse(stored);
      return { event, told: listener.event ? listener.event.schema.parse(payload) : change };
    },
    run(ctx, heard) {
      const { event, told } = heard as Heard;
      if (listener.event) return listener.run(ctx, told as never, event);
      return listener.run(ctx, told as RecordChange, event);
    },
  };
}
