import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Chore, dayMs } from '../housekeeping/chore.ts';
import { ago } from '../housekeeping/forget-in-steps.ts';
import type { Runtime } from '../runtime.ts';
import { removeLeftDrafts } from './archive/left-drafts.ts';
import { storedArchives, workspacesFolder } from './stored-archives.ts';

export const keptDays = 30;

/** Archives of workspaces are for moving and for taking something back, not for keeping. */
export const removingOldArchives: Chore = {
  what: 'the removal of old archives of workspaces',
  everyMs: dayMs,
  tidy: removeOldArchives,
};

export async function removeOldArchives(runtime: Pick<Runtime, 'config' | 'now'>): Promise<void> {
  const below = workspacesFolder(runtime.config);
  const oldest = ago(runtime, keptDays * dayMs).toISOString();
  for (const workspaceId of await readdir(below).catch(() => [])) {
    const folder = join(below, workspaceId);
    const old = (await storedArchives(folder)).filter(({ madeAt }) => madeAt < oldest);
    for (const { name } of old) await rm(join(folder, name), { force: true });
    await removeLeftDrafts(folder, runtime.now()).catch(() => undefined);
  }
}
