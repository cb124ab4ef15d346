import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What `backup` names by itself; whatever else lies there is somebody's own. */
const ownName = /^guildhall-\d{8}-\d{6}\.tar\.gz(\.age)?$/;

/** Leaves the newest of a folder. @returns the names that went */
export async function removeOldBackups(folder: string, keep: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => ownName.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(folder, name), { force: true });
  return old;
}
