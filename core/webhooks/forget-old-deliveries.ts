import { type Chore, dayMs, hourMs } from '../housekeeping/chore.ts';
import { ago, forgetInSteps } from '../housekeeping/forget-in-steps.ts';
import type { Runtime } from '../runtime.ts';

const keptMs = 30 * dayMs;

/** What was received more than a month ago goes. A replay that old is refused by its age. */
export const forgettingDeliveries: Chore = {
  what: 'the removal of old deliveries',
  everyMs: hourMs,
  tidy: forgetOldDeliveries,
};

/** @returns how many went */
export function forgetOldDeliveries(runtime: Runtime, signal?: AbortSignal): Promise<number> {
  return forgetInSteps(runtime, 'webhook_deliveries_forget', [ago(runtime, keptMs)], signal);
}
