import { withinTime } from '../../kernel/import/time-limit.ts';
import { drainMs } from '../limits.ts';
import type { ClaimedJob } from '../record/claimed-job.ts';
import { handBackJobs } from '../record/return-job.ts';
import type { Worker } from './worker.ts';

/** Claim no more, give back what was not begun, and let what runs come to its end within a limit. */
export async function stopWorker(worker: Worker): Promise<void> {
  worker.stopping.abort();
  clearTimeout(worker.timer);
  await worker.looking;
  await handBackAll(worker, worker.waiting.splice(0));
  const running = [...worker.atWork.values()];
  const all = Promise.all(running.map(({ ended }) => ended));
  await withinTime(all, drainMs, 'Jobs still run.').catch(() => interrupt(worker));
}

/** What does not end in time loses its lease first, so that nothing it still does is kept. */
async function interrupt(worker: Worker): Promise<void> {
  const left = [...worker.atWork.values()];
  worker.runtime.log.warn({ jobs: left.map(({ job }) => job.job) }, 'Jobs are given back unfinished.');
  for (const { abort } of left) abort.abort(new Error('The process stops.'));
  await handBackAll(
    worker,
    left.map(({ job }) => job),
  );
}

/** What cannot be given back is found again when its lease ends. */
async function handBackAll({ runtime }: Worker, jobs: readonly ClaimedJob[]): Promise<void> {
  await handBackJobs(runtime.database, jobs).catch(() => undefined);
}
