import type { ClaimedJob } from '../record/claimed-job.ts';
import { runJob } from './run-job.ts';
import { noteDuration, roomFor, type Worker } from './worker.ts';

/** Begin what was claimed as far as there are places; `lookForMore` is called when there is room again. */
export function startNext(worker: Worker, lookForMore: () => void): void {
  while (worker.atWork.size < worker.most && !worker.stopping.signal.aborted) {
    const job = worker.waiting.shift();
    if (!job) return;
    begin(worker, job, lookForMore);
  }
}

function begin(worker: Worker, job: ClaimedJob, lookForMore: () => void): void {
  const abort = new AbortController();
  const began = performance.now();
  const ended = runJob(worker, job, abort).finally(() => {
    worker.atWork.delete(job.id);
    noteDuration(worker, performance.now() - began);
    startNext(worker, lookForMore);
    if (roomFor(worker) > 0) lookForMore();
  });
  worker.atWork.set(job.id, { job, abort, ended });
}
