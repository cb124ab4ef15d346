import type { Database } from '../../db/database.ts';
import { runOnce } from '../../db/run-once.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { mostCrashes } from '../limits.ts';
import type { ClaimedJob } from './claimed-job.ts';
import { allHeldByMe, heldByMe, holder, holderOfAll } from './held-by.ts';

const released = 'lease_owner = null, lease_until = null';
/** An operator who cancels has the last word, however the attempt ended. */
const ended = (state: string) =>
  `state = case when is_cancelling then 'cancelled' else ${state} end,
   finished_at = case when is_cancelling or ${state} = 'dead' then now() end`;

const again = `update jobs set ${released}, ${ended("'delayed'")}, last_error = $5,
  due_at = now() + make_interval(secs => $6) where ${heldByMe}`;
const laneWaits = `update jobs set state = 'delayed', due_at = now() + make_interval(secs => $4)
  where workspace_id = $1 and job = $2 and lane = $3 and state = 'ready'`;
const dead = `update jobs set ${released}, ${ended("'dead'")}, last_error = $5 where ${heldByMe}`;
const back = `update jobs set ${released}, ${ended("'ready'")}, attempts = attempts - 1 where ${heldByMe}`;
const allBack = `update jobs j set ${released}, ${ended("'ready'")}, attempts = attempts - 1 ${allHeldByMe}`;
const later = `update jobs set ${released}, ${ended(`case when crashes + $7 >= ${mostCrashes} then 'dead' else 'delayed' end`)}, attempts = attempts - 1, crashes = crashes + $7,
  last_error = $5, due_at = now() + make_interval(secs => $6) where ${heldByMe}`;
const silent = `update jobs set ${released}, ${ended("'delayed'")}, attempts = attempts - 1,
  last_error = $5, due_at = now() + make_interval(secs => $6) where ${heldByMe}`;
const held = `update jobs set ${released}, ${ended("'held'")}, attempts = attempts - 1 where ${heldByMe}`;

/** Try again after a pause. What follows it in its lane waits as long. */
export async function retryJob(
  database: Database,
  job: ClaimedJob,
  reason: string,
  afterMs: number,
): Promise<void> {
  const seconds = afterMs / 1_000;
  await inWorkspace(database, job.workspaceId, async (unit) => {
    await unit.run({ text: again, values: [...holder(job), reason, seconds] });
    if (job.lane === null) return;
    await unit.run({ text: laneWaits, values: [job.workspaceId, job.job, job.lane, seconds] });
  });
}

/** It failed for good: an operator may look at it and run it again. */
export async function buryJob(database: Database, job: ClaimedJob, reason: string): Promise<void> {
  await runOnce(database, job.workspaceId, { text: dead, values: [...holder(job), reason] });
}

/** Give back what was not worked on, or not to the end: nothing of it was written. */
export async function handBackJob(database: Database, job: ClaimedJob): Promise<void> {
  await runOnce(database, job.workspaceId, { text: back, values: holder(job) });
}

/** The same for several, of whichever workspaces. */
export async function handBackJobs(database: Database, jobs: readonly ClaimedJob[]): Promise<void> {
  for (const workspaceId of new Set(jobs.map((job) => job.workspaceId))) {
    const own = jobs.filter((job) => job.workspaceId === workspaceId);
    await runOnce(database, workspaceId, { text: allBack, values: holderOfAll(own) });
  }
}

export interface Postponement {
  readonly reason: string;
  readonly afterMs: number;
  /** Did it get into the work? Too many of those, and it is put aside. */
  readonly isCrash: boolean;
}

/** Something it stands on stumbled, which is not the job's fault. */
export async function postponeJob(
  database: Database,
  job: ClaimedJob,
  { reason, afterMs, isCrash }: Postponement,
): Promise<void> {
  const values = [...holder(job), reason, afterMs / 1_000, isCrash ? 1 : 0];
  await runOnce(database, job.workspaceId, { text: later, values });
}

/** Its plugin is off in this workspace: it waits there until it is on again. */
export async function withholdJob(database: Database, job: ClaimedJob): Promise<void> {
  await runOnce(database, job.workspaceId, { text: held, values: holder(job) });
}

const silentSeconds = 30;

/** Nothing may leave its workspace now: it waits, and no attempt is counted. */
export async function silenceJob(database: Database, job: ClaimedJob): Promise<void> {
  const values = [
    ...holder(job),
    'It waits until an admin confirms that this instance may be heard.',
    silentSeconds,
  ];
  await runOnce(database, job.workspaceId, { text: silent, values });
}
