import type { ClientBase } from 'pg';
import { readInstance } from '../../db/read-instance.ts';
import type { Statement } from '../../db/statement.ts';
import type { Runtime } from '../../runtime.ts';
import { type ArchiveTask, taskColumns } from './archive-task.ts';

type Place = Pick<Runtime, 'database'>;

/** How long a task stays with a process that shows no sign of life. */
const leaseSeconds = 60;
export const signOfLifeMs = 10_000;
/** Processes that may die over one task before it is given up. */
const mostAttempts = 3;

const claim = `
  with given_up as (
    update archive_tasks set state = 'failed', finished_at = now(), lease_owner = null,
      error = 'The process that worked on it ended in the middle, several times.'
    where state = 'running' and lease_until < now() and attempts >= $3
  ),
  next as (
    select id from archive_tasks t
    where (state = 'waiting' or (state = 'running' and lease_until < now() and attempts < $3))
      and not exists (select from archive_tasks o where o.state = 'running' and o.lease_until >= now())
    order by seq limit 1 for update skip locked
  )
  update archive_tasks t set state = 'running', attempts = attempts + 1, lease_owner = $1, progress = 0, note = null,
    started_at = now(), lease_until = now() + make_interval(secs => $2)
  from next where t.id = next.id returning ${taskColumns.replace('id,', 't.id,')}`;

/** One at a time over all processes: archives are heavy. @returns null when there is nothing to do now */
export async function claimTask({ database }: Place, owner: string): Promise<ArchiveTask | null> {
  const values = [owner, leaseSeconds, mostAttempts];
  const [task] = await readInstance<ArchiveTask>(database, { text: claim, values });
  return task ?? null;
}

const held = "id = $1 and state = 'running' and lease_owner = $2";

/** @returns false when the task has become another's, or is gone */
export async function keepTask({ database }: Place, id: string, owner: string): Promise<boolean> {
  const text = `update archive_tasks set lease_until = now() + make_interval(secs => $3) where ${held} returning id`;
  return (await readInstance(database, { text, values: [id, owner, leaseSeconds] })).length > 0;
}

export async function noteTask(
  { database }: Place,
  { id, owner, share, note, file }: { id: string; owner: string; share: number; note: string; file?: string },
): Promise<void> {
  const text = `update archive_tasks set progress = $3, note = left($4, 500), file = coalesce($5, file) where ${held}`;
  await readInstance(database, { text, values: [id, owner, share, note, file ?? null] });
}

/** What became of it. */
export interface TaskOutcome {
  readonly file?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly rows?: number;
  readonly note?: string;
  /** What is wrong with it though it was done, in a sentence. */
  readonly problem?: string;
}

function finishing(id: string, owner: string, outcome: TaskOutcome): Statement {
  const { file, bytes, sha256, rows, note, problem } = outcome;
  const text = `update archive_tasks set state = 'done', finished_at = now(), lease_owner = null, lease_until = null,
    progress = 1, note = left($7, 500), file = coalesce($3, file), bytes = $4, sha256 = $5, rows = $6, error = left($8, 4000)
    where ${held} returning id`;
  const values = [
    id,
    owner,
    file ?? null,
    bytes ?? null,
    sha256 ?? null,
    rows ?? null,
    note ?? null,
    problem ?? null,
  ];
  return { text, values };
}

export async function finishTask(
  { database }: Place,
  id: string,
  owner: string,
  outcome: TaskOutcome,
): Promise<void> {
  await readInstance(database, finishing(id, owner, outcome));
}

/**
 * The same within the transaction of what was done, so that it is done once or not at all. Outside any workspace.
 * @returns false when the task has become another's: then nothing may be committed
 */
export async function finishTaskWithin(
  client: ClientBase,
  id: string,
  owner: string,
  outcome: TaskOutcome,
): Promise<boolean> {
  const { text, values } = finishing(id, owner, outcome);
  return (await client.query(text, [...values])).rows.length > 0;
}

export async function failTask({ database }: Place, id: string, owner: string, error: string): Promise<void> {
  const text = `update archive_tasks set state = 'failed', finished_at = now(), lease_owner = null, lease_until = null,
    error = left($3, 4000) where ${held}`;
  await readInstance(database, { text, values: [id, owner, error] });
}

/** The process stops: another begins it anew at once. */
export async function handBackTask({ database }: Place, id: string, owner: string): Promise<void> {
  const text = `update archive_tasks set state = 'waiting', attempts = attempts - 1, lease_owner = null, lease_until = null where ${held}`;
  await readInstance(database, { text, values: [id, owner] });
}
