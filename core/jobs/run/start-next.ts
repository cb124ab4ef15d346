import type { ClaimedJob } from '../record/claimed-job.ts';
import { runTogether } from './run-together.ts';
import { takeNext } from './streaks.ts';
import { noteDuration, roomFor, type Worker } from './worker.ts';

/** Begin what was claimed as far as there are places; `lookForMore` is called when there is room again. */
export function startNext(worker: Worker, lookForMore: () => void): void {
  while (worker.places < worker.most && !worker.stopping.signal.aborted) {
    const jobs = takeNext(worker);
    if (jobs.length === 0) return;
    begin(worker, jobs, lookForMore);
  }
}

function begin(worker: Worker, jobs: readonly ClaimedJob[], lookForMore: () => void): void {
  const turns = jobs.map((job) => ({ job, abort: new AbortController() }));
  const began = performance.now();
  worker.places += 1;
  const ended = runTogether(worker, turns).finally(() => {
    worker.places -= 1;
    for (const { id } of jobs) worker.atWork.delete(id);
    noteDuration(worker, (performance.now() - began) / jobs.length);
    startNext(worker, lookForMore);
    if (roomFor(worker) > 0) lookForMore();
  });
  for (const { job, abort } of turns) worker.atWork.set(job.id, { job, abort, ended });
}
