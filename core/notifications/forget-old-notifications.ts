import { type Chore, dayMs, hourMs } from '../housekeeping/chore.ts';
import { ago, forgetInSteps } from '../housekeeping/forget-in-steps.ts';
import type { Runtime } from '../runtime.ts';

const keptMs = 90 * dayMs;

/** Messages older than three months go, read or not. */
export const forgettingNotifications: Chore = {
  what: 'the removal of old messages',
  everyMs: hourMs,
  tidy: forgetOldNotifications,
};

/** @returns how many went */
export function forgetOldNotifications(runtime: Runtime, signal?: AbortSignal): Promise<number> {
  return forgetInSteps(runtime, 'notifications_forget', [ago(runtime, keptMs)], signal);
}
