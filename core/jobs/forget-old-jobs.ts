import { type Chore, dayMs, hourMs } from '../housekeeping/chore.ts';
import { ago, forgetInSteps } from '../housekeeping/forget-in-steps.ts';
import type { Runtime } from '../runtime.ts';
import { deadKeptMs, endedKeptMs } from './limits.ts';

/** Longer than any clock is likely to be wrong. */
const firesKeptMs = 90 * dayMs;

/** What ended long ago goes. */
export const forgettingJobs: Chore = {
  what: 'the removal of old jobs',
  everyMs: hourMs,
  tidy: forgetOldJobs,
};

/** @returns how many jobs went */
export async function forgetOldJobs(runtime: Runtime, signal?: AbortSignal): Promise<number> {
  const before = [ago(runtime, endedKeptMs), ago(runtime, deadKeptMs)];
  const jobs = await forgetInSteps(runtime, 'jobs_forget', before, signal);
  await forgetInSteps(runtime, 'schedule_fires_forget', [ago(runtime, firesKeptMs)], signal);
  return jobs;
}
