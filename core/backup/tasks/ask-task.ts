import { v7 as newId } from 'uuid';
import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';
import { Conflict } from '../../sdk/index.ts';
import { type ArchiveTask, type TaskKind, taskColumns } from './archive-task.ts';

/** Told when a task was asked for, so that a process which works begins at once. */
export const archiveTasksTopic = 'archive-tasks';

export interface AskedTask {
  readonly kind: TaskKind;
  readonly about?: string | null;
  readonly file?: string | null;
  readonly recipient?: string | null;
  readonly askedBy: string;
}

const insert = `
  insert into archive_tasks (id, kind, about, file, recipient, asked_by)
  select $1, $2, $3, $4, $5, $6 where not exists (
    select from archive_tasks t where t.state in ('waiting', 'running') and t.kind = $2
      and t.about is not distinct from $3::uuid and ($2 <> 'check' or t.file is not distinct from $4))
  returning ${taskColumns}`;

/** Has it done in the background. @throws Conflict while the same is under way */
export async function askTask(
  { database, broadcast }: Pick<Runtime, 'database' | 'broadcast'>,
  { kind, about = null, file = null, recipient = null, askedBy }: AskedTask,
): Promise<ArchiveTask> {
  const values = [newId(), kind, about, file, recipient, askedBy];
  const [task] = await readInstance<ArchiveTask>(database, { text: insert, values });
  if (!task) throw new Conflict('That is under way already. Wait until it is done.');
  await broadcast.tell(archiveTasksTopic, '');
  return task;
}
