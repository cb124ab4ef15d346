import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ServerUser } from './server-user.ts';

const readable = 0o4;
const searchable = 0o1;

/** Can the server's account walk down to this folder? Looks at the modes of it and of every parent. */
export async function canReach(folder: string, user: ServerUser | undefined): Promise<boolean> {
  if (!user) return true;
  for (const step of fromRoot(resolve(folder))) {
    if (!(await isAllowed(step, user, searchable))) return false;
  }
  return true;
}

/** Can the server's account read this file, and every folder on the way? */
export async function canRead(file: string, user: ServerUser | undefined): Promise<boolean> {
  if (!user) return true;
  return (await canReach(dirname(file), user)) && (await isAllowed(file, user, readable));
}

async function isAllowed(path: string, user: ServerUser, right: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  if (uid === user.uid) return (mode & (right << 6)) !== 0;
  if (gid === user.gid) return (mode & (right << 3)) !== 0;
  return (mode & right) !== 0;
}

function fromRoot(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...fromRoot(parent), path];
}
