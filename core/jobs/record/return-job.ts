import type { Database } from '../../db/database.ts';
import { runOnce } from '../../db/run-once.ts';
import type { Statement } from '../../db/statement.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { mostStumbles } from '../limits.ts';
import type { ClaimedJob } from './claimed-job.ts';
import { allHeldByMe, heldByMe, holder, holderOfAll } from './held-by.ts';

const released = 'lease_owner = null, lease_until = null';
/** An operator who cancels has the last word, however the attempt ended. */
const ended = (state: string) =>
  `state = case when is_cancelling then 'cancelled' else ${state} end,
   finished_at = case when is_cancelling or ${state} = 'dead' then now() end`;

const again = `update jobs set ${released}, ${ended("'delayed'")}, last_error = $5,
  due_at = now() + make_interval(secs => $6) where ${heldByMe} returning state, due_at`;
const laneWaits = `update jobs set state = 'delayed', due_at = $4
  where workspace_id = $1 and job = $2 and lane = $3 and state = 'ready'`;
const dead = `update jobs set ${released}, ${ended("'dead'")}, last_error = $5 where ${heldByMe}`;
const back = `update jobs set ${released}, ${ended("'ready'")}, attempts = attempts - 1 where ${heldByMe}`;
const allBack = `update jobs j set ${released}, ${ended("'ready'")}, attempts = attempts - 1 ${allHeldByMe}`;
const moment = `update jobs set ${released}, attempts = attempts - 1, stumbles = stumbles + 1, last_error = $5,
  ${ended(`case when stumbles + 1 >= ${mostStumbles} then 'dead' else 'delayed' end`)},
  due_at = now() + make_interval(secs => least(60, 2 * 2.0 ^ least(stumbles, 5)) * (0.5 + random() / 2))
  where ${heldByMe} returning state, due_at`;
const waiting = `update jobs set ${released}, ${ended("'delayed'")}, attempts = attempts - 1,
  last_error = $5, due_at = now() + make_interval(secs => $6) where ${heldByMe}`;
const held = `update jobs set ${released}, ${ended("'held'")}, attempts = attempts - 1 where ${heldByMe}`;

/** Try again after a pause. What follows it in its lane waits as long. */
export async function retryJob(
  database: Database,
  job: ClaimedJob,
  reason: string,
  afterMs: number,
): Promise<void> {
  await returnWithLane(database, job, { text: again, values: [...holder(job), reason, afterMs / 1_000] });
}

/**
 * What it stands on stumbled, which says little about the job: no attempt is counted, and it waits longer each time,
 * for an hour or so in all.
 * @returns whether it was put aside after the last of them
 */
export async function postponeJob(database: Database, job: ClaimedJob, reason: string): Promise<boolean> {
  const state = await returnWithLane(database, job, { text: moment, values: [...holder(job), reason] });
  return state === 'dead';
}

async function returnWithLane(database: Database, job: ClaimedJob, statement: Statement): Promise<string> {
  return inWorkspace(database, job.workspaceId, async (unit) => {
    const [row] = await unit.run<{ state: string; due_at: string }>(statement);
    if (row?.state === 'delayed' && job.lane !== null) {
      await unit.run({ text: laneWaits, values: [job.workspaceId, job.job, job.lane, row.due_at] });
    }
    return row?.state ?? 'lost';
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

/** Its plugin is off in this workspace: it waits there until it is on again. */
export async function withholdJob(database: Database, job: ClaimedJob): Promise<void> {
  await runOnce(database, job.workspaceId, { text: held, values: holder(job) });
}

/** It cannot begin now, for a reason that is none of its own: no attempt is counted, however long that lasts. */
export async function putOffJob(
  database: Database,
  job: ClaimedJob,
  reason: string,
  afterMs: number,
): Promise<void> {
  const values = [...holder(job), reason, afterMs / 1_000];
  await runOnce(database, job.workspaceId, { text: waiting, values });
}

const silentMs = 30_000;

/** Nothing may leave its workspace now. */
export async function silenceJob(database: Database, job: ClaimedJob): Promise<void> {
  await putOffJob(
    database,
    job,
    'It waits until an admin confirms that this instance may be heard.',
    silentMs,
  );
}
