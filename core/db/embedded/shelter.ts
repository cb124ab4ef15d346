import { lstat, mkdir } from 'node:fs/promises';
import { canReach } from './reachable.ts';
import type { ServerUser } from './server-user.ts';

/** Where the database goes when root starts Guildhall from a folder other accounts cannot enter. */
export const usualShelters = [
  '/var/lib/guildhall',
  '/srv/guildhall',
  '/opt/guildhall',
  '/var/tmp/guildhall',
] as const;

/** The first of these folders that can be made, belongs to us alone, and that the server's account can enter. */
export async function findShelter(shelters: readonly string[], user: ServerUser): Promise<string> {
  for (const folder of shelters) {
    if (await isShelter(folder, user)) return folder;
  }
  throw new Error(
    `The user ${user.name}, which the embedded PostgreSQL runs as, cannot enter the data folder or the folder of ` +
      `Guildhall, and none of ${shelters.join(', ')} can be used instead. ` +
      'Move Guildhall to a folder every user may enter, start it as an ordinary user, or set DATABASE_URL.',
  );
}

async function isShelter(folder: string, user: ServerUser): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const found = await lstat(folder);
    const isOurs = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
    return isOurs && (await canReach(folder, user));
  } catch {
    return false;
  }
}
