import { rm } from 'node:fs/promises';
import type { Runtime } from '../../runtime.ts';
import { Conflict } from '../../sdk/index.ts';
import { presentArchive, workspaceArchives } from '../stored-archives.ts';
import { latestTasks } from '../tasks/find-tasks.ts';

/** @throws NotFound, Conflict while it is being put back */
export async function removeArchive(runtime: Runtime, workspaceId: string, name: string): Promise<void> {
  const path = await presentArchive(workspaceArchives(runtime.config, workspaceId), name);
  const tasks = await latestTasks(runtime, workspaceId);
  const isInUse = tasks.some(
    ({ file, state }) => file === name && (state === 'waiting' || state === 'running'),
  );
  if (isInUse) throw new Conflict('It is in use. Wait until that is done.');
  await rm(path, { force: true });
}
