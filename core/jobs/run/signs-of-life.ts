import { readInstance } from '../../db/read-instance.ts';
import { leaseMs, signOfLifeMs } from '../limits.ts';
import { cancelledTopic } from '../operate/change-jobs.ts';
import { type ClaimedJob, LeaseLost } from '../record/claimed-job.ts';
import { handBackJobs } from '../record/return-job.ts';
import type { Worker } from './worker.ts';

/** Keeps the leases of this process and learns what was lost or cancelled. @returns a function that ends it */
export function giveSignsOfLife(worker: Worker): () => void {
  const sign = () => void renew(worker).catch(() => undefined);
  const timer = setInterval(sign, signOfLifeMs).unref();
  const deaf = worker.runtime.broadcast.hear(cancelledTopic, sign);
  return () => {
    clearInterval(timer);
    deaf();
  };
}

interface Held {
  readonly id: string;
  readonly is_cancelling: boolean;
}

/** One statement for all; what it does not answer has become another's. */
export async function renew(worker: Worker): Promise<void> {
  if (worker.atWork.size === 0 && worker.waiting.length === 0) return;
  const asked = [...worker.atWork.values()];
  const waiting = new Set(worker.waiting);
  const rows = await readInstance<Held>(worker.runtime.database, {
    text: 'select * from jobs_renew($1, $2)',
    values: [worker.owner, leaseMs],
  });
  const held = new Map(rows.map(({ id, is_cancelling: isCancelling }) => [id, isCancelling]));
  for (const { job, abort } of asked) {
    if (held.get(job.id) !== false) abort.abort(new LeaseLost('The job was cancelled or is another’s now.'));
  }
  await letGo(worker, (job) => waiting.has(job) && held.get(job.id) !== false);
}

/** What was claimed and not begun is not begun any more; what was cancelled meanwhile ends with this. */
async function letGo(worker: Worker, isLost: (job: ClaimedJob) => boolean): Promise<void> {
  const lost = worker.waiting.filter(isLost);
  worker.waiting.splice(0, worker.waiting.length, ...worker.waiting.filter((job) => !isLost(job)));
  await handBackJobs(worker.runtime.database, lost);
}
