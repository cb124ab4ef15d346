import type { Runtime } from '../runtime.ts';
import { backupDirOf } from './backup-name.ts';
import { type StoredArchive, storedArchives } from './stored-archives.ts';
import { type ArchiveTask, byCommand } from './tasks/archive-task.ts';
import { tasksOfFiles } from './tasks/find-tasks.ts';

/** A backup of the instance that lies in its folder, however it came there. */
export interface ListedBackup extends StoredArchive {
  /** SHA-256 of the file as it was written; null when that was not done by this instance. */
  readonly sha256: string | null;
  /** What the last look at it said. */
  readonly check: 'whole' | 'damaged' | 'unknown';
  readonly checkedAt: string | null;
  /** Why it cannot be used. */
  readonly problem: string | null;
}

export async function listBackups(runtime: Pick<Runtime, 'database' | 'config'>): Promise<ListedBackup[]> {
  const stored = await storedArchives(backupDirOf(runtime.config));
  const tasks = await tasksOfFiles(
    runtime,
    stored.map(({ name }) => name),
  );
  return stored.map((one) =>
    describe(
      one,
      tasks.filter(({ file }) => file === one.name),
    ),
  );
}

/** Those that a process made in the background were read back at once; a later check counts for more. */
function describe(stored: StoredArchive, tasks: readonly ArchiveTask[]): ListedBackup {
  const made = tasks.find(({ kind, state }) => kind === 'backup' && state === 'done');
  const readBack = made?.askedBy === byCommand ? undefined : made;
  const last = tasks.find(({ kind }) => kind === 'check') ?? readBack;
  const check = last === undefined ? 'unknown' : last.state === 'done' ? 'whole' : 'damaged';
  return {
    ...stored,
    sha256: made?.sha256 ?? null,
    check,
    checkedAt: last?.finishedAt ?? null,
    problem: last?.error ?? null,
  };
}
