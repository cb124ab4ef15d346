import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { type ArchiveTask, taskColumns } from './archive-task.ts';

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

/** The last backup that ended well, and the last that did not. */
export async function lastBackups({
  database,
}: Place): Promise<{ readonly done: ArchiveTask | null; readonly failed: ArchiveTask | null }> {
  const text = `select distinct on (state) ${taskColumns} from archive_tasks
    where about is null and kind = 'backup' and state in ('done', 'failed') order by state, seq desc`;
  const rows = await readInstance<ArchiveTask>(database, { text, values: [] });
  const of = (state: string) => rows.find((row) => row.state === state) ?? null;
  return { done: of('done'), failed: of('failed') };
}
