import { type Chore, dayMs, hourMs } from '../housekeeping/chore.ts';
import { ago, forgetInSteps } from '../housekeeping/forget-in-steps.ts';
import type { Runtime } from '../runtime.ts';

const keptMs = 7 * dayMs;

/** Keeps the outbox small. */
export const forgettingEvents: Chore = {
  what: 'the removal of old events',
  everyMs: hourMs,
  tidy: forgetOldEvents,
};

/** @returns how many went */
export function forgetOldEvents(runtime: Runtime, signal?: AbortSignal): Promise<number> {
  return forgetInSteps(runtime, 'events_forget', [ago(runtime, keptMs)], signal);
}
