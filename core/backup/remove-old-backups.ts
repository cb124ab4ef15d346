import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readMutings } from '../muting/muting.ts';
import type { Runtime } from '../runtime.ts';
import { ownBackups } from './tasks/find-tasks.ts';

/** What `backup` names by itself; whatever else lies there is somebody's own. */
const usualName = /^guildhall-\d{8}-\d{6}\.tar\.gz(\.age)?$/;

/**
 * Leaves the newest that this instance made in a folder; what another instance put there, or this one before it was
 * restored, is never touched. While the instance is muted nothing goes: the one it was made from may still use the folder.
 * @returns the names that went
 */
export async function removeOldBackups(
  place: Pick<Runtime, 'database'>,
  folder: string,
  keep: number,
): Promise<string[]> {
  if ((await readMutings(place)).some(({ workspaceId }) => workspaceId === null)) return [];
  const own = await ownIn(place, folder);
  const old = own.slice(0, Math.max(0, own.length - keep));
  for (const name of old) await rm(join(folder, name), { force: true });
  return old;
}

/** Two instances may write into one folder, and give the same name in the same second. */
async function ownIn(place: Pick<Runtime, 'database'>, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => usualName.test(name)).sort();
  const bytesOf = await ownBackups(place, names);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  return names.filter((name, index) => bytesOf.get(name) === sizes[index]?.size);
}
