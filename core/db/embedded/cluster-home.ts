import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canReach } from './reachable.ts';
import type { ServerUser } from './server-user.ts';
import { findShelter } from './shelter.ts';

/** The folder that holds one embedded database: its files, socket, log, port and lock. */
export interface ClusterHome {
  readonly folder: string;
  readonly data: string;
  readonly run: string;
}

/** `DATA_DIR/postgres`, or the reachable folder it points to. Made when missing. */
export async function openClusterHome(
  dataDir: string,
  user: ServerUser | undefined,
  shelters: readonly string[],
): Promise<ClusterHome> {
  await mkdir(dataDir, { recursive: true });
  const entry = join(await realpath(dataDir), 'postgres');
  const folder = (await exists(entry))
    ? await openExisting(entry, user, shelters)
    : await makeHome(entry, user, shelters);
  const run = join(folder, 'run');
  await makePrivate(run, user);
  return { folder, data: join(folder, 'data'), run };
}

async function openExisting(
  entry: string,
  user: ServerUser | undefined,
  shelters: readonly string[],
): Promise<string> {
  const folder = await realpath(entry).catch(() => {
    throw new Error(
      `${entry} points to a folder that is gone. Put that folder back, or remove the link to start with an empty database.`,
    );
  });
  if (!user || (await canReach(folder, user))) return folder;
  return moveToShelter(folder, entry, await findShelter(shelters, user));
}

async function makeHome(
  entry: string,
  user: ServerUser | undefined,
  shelters: readonly string[],
): Promise<string> {
  if (!user || (await canReach(join(entry, '..'), user))) {
    await makePrivate(entry, user);
    return entry;
  }
  const folder = shelteredName(await findShelter(shelters, user));
  await makePrivate(folder, user);
  await writeFile(join(folder, 'belongs-to.txt'), `${entry}\n`);
  await symlink(folder, entry);
  return folder;
}

/** The data folder was moved to where the server's account cannot follow. */
async function moveToShelter(folder: string, entry: string, shelter: string): Promise<string> {
  const target = shelteredName(shelter);
  await rename(folder, target).catch((cause: unknown) => {
    throw new Error(`The database's user cannot enter ${folder}. Move it to ${target} and link it back.`, {
      cause,
    });
  });
  await symlink(target, entry);
  return target;
}

function shelteredName(shelter: string): string {
  return join(shelter, `database-${randomBytes(4).toString('hex')}`);
}

async function makePrivate(folder: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (user) await chown(folder, user.uid, user.gid);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
