import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { type ArchiveTask, byCommand, taskColumns } from './archive-task.ts';

type Place = Pick<Runtime, 'database'>;

/** The latest first: of one workspace, or of the instance itself. */
export function latestTasks({ database }: Place, about: string | null, most = 20): Promise<ArchiveTask[]> {
  const text = `select ${taskColumns} from archive_tasks where about is not distinct from $1::uuid
    order by seq desc limit $2`;
  return readInstance(database, { text, values: [about, most] });
}

export async function findTask(
  { database }: Place,
  about: string | null,
  id: string,
): Promise<ArchiveTask | null> {
  const text = `select ${taskColumns} from archive_tasks where id = $1 and about is not distinct from $2::uuid`;
  const [task] = await readInstance<ArchiveTask>(database, { text, values: [id, about] });
  return task ?? null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The same by what was typed. @throws NotFound */
export async function taskAt(place: Place, about: string | null, typed: string): Promise<ArchiveTask> {
  const found = uuid.test(typed) ? await findTask(place, about, typed) : null;
  if (!found) throw new NotFound('There is no such task here.');
  return found;
}

/** What is known of these archives: the last that was made under each name, and the last check of it. */
export function tasksOfFiles({ database }: Place, files: readonly string[]): Promise<ArchiveTask[]> {
  const text = `select distinct on (file, kind) ${taskColumns} from archive_tasks
    where about is null and file = any($1) and state in ('done', 'failed') order by file, kind, seq desc`;
  return readInstance(database, { text, values: [files] });
}

/** Those of these files that this instance made, with their length in bytes. */
export async function ownBackups(
  { database }: Place,
  files: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const text = `select distinct on (file) file, bytes from archive_tasks
    where about is null and kind = 'backup' and state = 'done' and file = any($1) order by file, seq desc`;
  const rows = await readInstance<{ file: string; bytes: number }>(database, { text, values: [files] });
  return new Map(rows.map(({ file, bytes }) => [file, Number(bytes)]));
}

export interface LastBackups {
  readonly done: ArchiveTask | null;
  /** One that is tried again stays the last that failed until it is done. */
  readonly failed: ArchiveTask | null;
}

/** The last backup that ended well, and the last that did not. */
export async function lastBackups({ database }: Place): Promise<LastBackups> {
  const text = `select distinct on (state = 'done') ${taskColumns} from archive_tasks
    where about is null and kind = 'backup' and finished_at is not null and (state = 'done' or error is not null)
    order by state = 'done', finished_at desc`;
  const rows = await readInstance<ArchiveTask>(database, { text, values: [] });
  const done = rows.find(({ state }) => state === 'done') ?? null;
  return { done, failed: rows.find(({ state }) => state !== 'done') ?? null };
}

/** When the command made backups, the latest first. */
export async function backupsByCommand({ database }: Place, most: number): Promise<Date[]> {
  const text = `select finished_at as "finishedAt" from archive_tasks
    where about is null and kind = 'backup' and state = 'done' and asked_by = $1 order by seq desc limit $2`;
  const values = [byCommand, most];
  const rows = await readInstance<{ finishedAt: string }>(database, { text, values });
  return rows.map(({ finishedAt }) => new Date(finishedAt));
}

/** Since when a planned backup has waited for a process that makes it; null when none does. */
export async function waitingSince({ database }: Place): Promise<Date | null> {
  const text = `select min(planned_for) as since from archive_tasks
    where about is null and kind = 'backup' and state = 'waiting' and error is null`;
  const [row] = await readInstance<{ since: string | null }>(database, { text, values: [] });
  return row?.since ? new Date(row.since) : null;
}
