import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { leaseMs } from '../limits.ts';
import { type ClaimedJob, LeaseLost } from './claimed-job.ts';
import { allHeldByMe, heldByMe, holder, holderOfAll } from './held-by.ts';

const done = `update jobs set state = 'done', finished_at = now(), lease_owner = null, lease_until = null,
  last_error = null where ${heldByMe} and not is_cancelling returning 1`;

/** By the clock, not by the beginning of a transaction that may have taken longer than a lease lasts. */
const prolonged = `update jobs set lease_until = clock_timestamp() + make_interval(secs => $5)
  where ${heldByMe} and not is_cancelling returning 1`;

/** In the transaction of its effect, so that both are there or neither. @throws LeaseLost */
export async function completeJob(unit: UnitOfWork, job: ClaimedJob): Promise<void> {
  const rows = await unit.run({ text: done, values: holder(job) });
  if (rows.length === 0) throw new LeaseLost('The job is no longer this one’s to finish.');
}

const allDone = `update jobs j set state = 'done', finished_at = now(), lease_owner = null, lease_until = null,
  last_error = null ${allHeldByMe} and not j.is_cancelling returning 1`;

/** Several of one workspace in the transaction of all their effects: every one of them, or none. @throws LeaseLost */
export async function completeJobs(unit: UnitOfWork, jobs: readonly ClaimedJob[]): Promise<void> {
  const rows = await unit.run({ text: allDone, values: holderOfAll(jobs) });
  if (rows.length < jobs.length) throw new LeaseLost('One of the jobs is no longer this one’s to finish.');
}

/** In a unit of work in the middle of a job: nothing of it is kept when the job has become another's. @throws LeaseLost */
export async function holdJob(unit: UnitOfWork, job: ClaimedJob): Promise<void> {
  const rows = await unit.run({ text: prolonged, values: [...holder(job), leaseMs / 1_000] });
  if (rows.length === 0) throw new LeaseLost('The job is no longer this one’s to work on.');
}
