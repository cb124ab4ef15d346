import { isTooSlow, isTransient } from '../../db/transient.ts';
import { describeFailure } from '../../kernel/import/describe-failure.ts';
import type { Runtime } from '../../runtime.ts';
import { type ClaimedJob, LeaseLost } from '../record/claimed-job.ts';
import { buryJob, handBackJob, postponeJob, putOffJob, retryJob } from '../record/return-job.ts';
import type { Work } from '../work.ts';
import { backoffMs } from './backoff.ts';
import { originOf } from './origin-of.ts';
import type { Worker } from './worker.ts';

/** The plugin is held back just now, so its function was not called. */
export class NotBegun extends Error {}

/** What was stored is not what it takes, which no further attempt changes. */
export class PayloadRefused extends Error {}

const pauseMs = 2_000;
const longestReason = 4_000;

/** What becomes of a job whose attempt did not end well. Never throws: what cannot be written is found by its lease. */
export async function settleFailure(
  worker: Worker,
  work: Work,
  job: ClaimedJob,
  error: unknown,
): Promise<void> {
  try {
    await settle(worker, work, job, error);
  } catch (second) {
    worker.runtime.log.warn(
      { err: second, ...originOf(job) },
      'A job could not be given back; its lease will end.',
    );
  }
}

async function settle(worker: Worker, work: Work, job: ClaimedJob, error: unknown): Promise<void> {
  const { runtime } = worker;
  const { database } = runtime;
  if (error instanceof LeaseLost || isInterrupted(worker, job)) return handBackJob(database, job);
  const reason = reasonOf(runtime, work, error);
  if (error instanceof NotBegun) return putOffJob(database, job, reason, pauseMs);
  if (work.kind === 'transaction' && isPassing(error)) {
    if (await postponeJob(database, job, reason)) tell(runtime, job, error, true);
    return;
  }
  const isLast = job.attempts >= job.maxAttempts || error instanceof PayloadRefused;
  tell(runtime, job, error, isLast);
  if (isLast) return buryJob(database, job, reason);
  return retryJob(database, job, reason, backoffMs(work.backoff, job.attempts));
}

/** One that is too slow for the database would be so again, so that counts as an attempt. */
function isPassing(error: unknown): boolean {
  return isTransient(error) && !isTooSlow(error);
}

/** Stopped by us, so whatever it threw says nothing about it. */
function isInterrupted({ stopping, atWork }: Worker, { id }: ClaimedJob): boolean {
  return stopping.signal.aborted || atWork.get(id)?.abort.signal.reason instanceof LeaseLost;
}

function reasonOf({ registry }: Runtime, { plugin }: Work, error: unknown): string {
  if (error instanceof PayloadRefused) return error.message;
  const folder = registry.plugins.find(({ id }) => id === plugin)?.folder ?? '';
  return describeFailure(error, folder).slice(0, longestReason);
}

function tell({ log }: Runtime, job: ClaimedJob, error: unknown, isLast: boolean): void {
  const details = { err: error, ...originOf(job), attempt: job.attempts, of: job.maxAttempts };
  if (isLast) log.error(details, 'A job failed for good.');
  else log.warn(details, 'A job failed and will be tried again.');
}
