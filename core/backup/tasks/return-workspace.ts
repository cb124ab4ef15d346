import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { Runtime } from '../../runtime.ts';
import type { ArchiveContents } from '../archive/read-archive.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import { backupName } from '../backup-name.ts';
import { ownKeys } from '../own-keys.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { archivePath, workspaceArchives } from '../stored-archives.ts';
import { type ImportedWorkspace, importWorkspace } from '../workspace/import-workspace.ts';
import { refuseOthers } from '../workspace/refuse-others.ts';
import { tellRestored } from '../workspace/tell-restored.ts';
import { writeWorkspace } from '../workspace/write-workspace.ts';
import type { ArchiveTask } from './archive-task.ts';
import type { Finish, Tell } from './do-task.ts';
import type { TaskOutcome } from './hold-task.ts';

/** Puts one workspace back as it was in an archive; what is there now is saved first. @throws ArchiveRefused */
export async function returnWorkspace(
  runtime: Runtime,
  task: ArchiveTask,
  tell: Tell,
  finish: Finish,
): Promise<TaskOutcome> {
  const { config, target, now } = runtime;
  const { dataDir } = config;
  const workspace = task.about ?? '';
  const folder = workspaceArchives(config, workspace);
  const path = await archivePath(folder, task.file ?? '');
  if (!path) throw new ArchiveRefused('The archive is not there any more. Upload it again.');
  await tell(0, 'Checking the archive');
  const keys = await ownKeys(runtime, workspace);
  refuseOthers(await checkArchive(path, keys), workspace);
  await tell(0.2, 'Saving what is there now');
  const at = now();
  const saved = join(folder, backupName(at, keys, 'before-return'));
  await writeWorkspace({ target, dataDir, path: saved, keys, at, workspace });
  await tell(0.5, 'Putting it back');
  const report = (message: string) => runtime.log.info({ workspace }, message);
  // Once it has happened nobody begins it again: that would take away what people entered since.
  const settle = (client: ClientBase, { rows }: ImportedWorkspace) => finish(client, { rows });
  const refuse = (contents: ArchiveContents) => refuseOthers(contents, workspace);
  const request = { target, dataDir, path, keys, mode: 'replace', without: [] } as const;
  const imported = await importWorkspace({ ...request, report, refuse, settle });
  await tellRestored(runtime.broadcast);
  if (task.file?.startsWith('upload-')) await rm(path, { force: true });
  return { rows: imported.rows };
}
