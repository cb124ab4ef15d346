import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import type { Runtime } from '../../runtime.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { openedArchive } from '../archive/opened-archive.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import { backupDirOf, backupName } from '../backup-name.ts';
import { type MadeBackup, writeInstance } from '../dump/write-instance.ts';
import { ownKeys } from '../own-keys.ts';
import { readPlan } from '../plan/backup-plan.ts';
import { removeOldBackups } from '../remove-old-backups.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { archivePath, workspaceArchives } from '../stored-archives.ts';
import { writeWorkspace } from '../workspace/write-workspace.ts';
import type { ArchiveTask, TaskKind } from './archive-task.ts';
import { tasksOfFiles } from './find-tasks.ts';
import type { TaskOutcome } from './hold-task.ts';
import { returnWorkspace } from './return-workspace.ts';

/** Says how far it is: a share from 0 to 1, and with what. @throws when the task is no longer this process's */
export type Tell = (share: number, note: string, file?: string) => Promise<void>;

/** Ends the task within the transaction of its effect. @throws when it is no longer this process's, so that nothing is committed */
export type Finish = (client: ClientBase, outcome: TaskOutcome) => Promise<void>;

export type DoTask = (
  runtime: Runtime,
  task: ArchiveTask,
  tell: Tell,
  finish: Finish,
) => Promise<TaskOutcome>;

/** One way for each kind. What they throw is told to whoever asked. */
export const waysOfTasks: Readonly<Record<TaskKind, DoTask>> = {
  backup: makeBackup,
  check: checkBackup,
  export: exportWorkspace,
  return: returnWorkspace,
};

async function makeBackup(runtime: Runtime, task: ArchiveTask, tell: Tell): Promise<TaskOutcome> {
  const { config } = runtime;
  const folder = backupDirOf(config);
  const keys = task.recipient === null ? {} : { recipient: task.recipient };
  const made = await write(runtime, task, { folder, keys, what: 'guildhall' }, tell, writeInstance);
  if (task.plannedFor === null) return outcomeOf(made);
  const { keep } = await readPlan(runtime);
  // This one is noted as ours when all is done: it stays beside those.
  const gone = await removeOldBackups(runtime, folder, keep - 1);
  return outcomeOf(made, gone.length > 0 ? `Removed: ${gone.join(', ')}` : undefined);
}

/** Told as it is given out: opened. */
async function exportWorkspace(runtime: Runtime, task: ArchiveTask, tell: Tell): Promise<TaskOutcome> {
  const workspace = task.about ?? '';
  const folder = workspaceArchives(runtime.config, workspace);
  const keys = await ownKeys(runtime, workspace);
  const place = { folder, keys, what: 'workspace' };
  const made = await write(runtime, task, place, tell, (request) =>
    writeWorkspace({ ...request, workspace }),
  );
  const { bytes, content } = await openedArchive(made.path, keys);
  return { ...outcomeOf(made), bytes, sha256: await sumOf(content) };
}

type Write = (request: Parameters<typeof writeInstance>[0]) => Promise<MadeBackup>;

async function write(
  { config, target, now }: Runtime,
  { file }: ArchiveTask,
  { folder, keys, what }: { folder: string; keys: ArchiveKeys; what: string },
  tell: Tell,
  writeArchive: Write,
): Promise<MadeBackup> {
  const at = now();
  const name = backupName(at, keys, what);
  // What the attempt before left, if there was one.
  if (file !== null) await rm(join(folder, `${file}.part`), { force: true });
  await tell(0, 'Copying', name);
  const path = join(folder, name);
  const { dataDir } = config;
  const onPart = (share: number, part: string) => tell(share * 0.8, part);
  const made = await writeArchive({ target, dataDir, path, keys, at, onPart });
  await tell(0.85, 'Reading it back');
  await proveWhole(path, keys.recipient === undefined ? keys : null, made.sha256);
  // One that was never noted as done: nothing else knows it as ours.
  if (file !== null && file !== name) await rm(join(folder, file), { force: true });
  return made;
}

function outcomeOf({ bytes, sha256, tables, lack }: MadeBackup, note?: string): TaskOutcome {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { bytes, sha256, rows, ...(note !== undefined && { note }), ...(lack && { problem: lack }) };
}

/** Against what it was when it was made, and what can be opened is read to its end. */
async function checkBackup(runtime: Runtime, task: ArchiveTask, tell: Tell): Promise<TaskOutcome> {
  const name = task.file ?? '';
  const path = await archivePath(backupDirOf(runtime.config), name);
  if (!path) throw new ArchiveRefused(`There is no backup ${name} any more.`);
  await tell(0.1, 'Reading it');
  const made = (await tasksOfFiles(runtime, [name])).find(
    ({ kind, state }) => kind === 'backup' && state === 'done',
  );
  const sha256 = await proveWhole(path, name.endsWith('.age') ? null : {}, made?.sha256 ?? null);
  return { sha256 };
}

/** @param keys what opens it; null where this process cannot @throws ArchiveRefused */
async function proveWhole(path: string, keys: ArchiveKeys | null, expected: string | null): Promise<string> {
  const sha256 = await sumOf(createReadStream(path));
  if (expected !== null && sha256 !== expected) {
    throw new ArchiveRefused(
      'The file is not what was written: its checksum is another. Use another backup.',
    );
  }
  if (keys) await checkArchive(path, keys);
  return sha256;
}

async function sumOf(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(content, hash);
  return hash.digest('hex');
}
