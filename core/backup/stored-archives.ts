import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { NotFound } from '../sdk/index.ts';
import { backupDirOf } from './backup-name.ts';

/** An archive that lies in its folder. */
export interface StoredArchive {
  readonly name: string;
  readonly bytes: number;
  readonly madeAt: string;
  readonly isEncrypted: boolean;
}

/** No slash and no dot in front: a name of ours never leads out of its folder. */
const archiveName = /^[a-z0-9][a-z0-9-]*\.tar\.gz(\.age|\.locked)?$/;

/** @throws NotFound for what can be no name of an archive */
export function archiveNameOf(text: string): string {
  if (archiveName.test(text)) return text;
  throw new NotFound('There is no such archive here.');
}

/** Where archives of one workspace lie, beside those of the instance. */
export function workspaceArchives(
  config: Pick<Config, 'backupDir' | 'dataDir'>,
  workspaceId: string,
): string {
  return join(workspacesFolder(config), workspaceId);
}

/** One folder in it for each workspace that has archives. */
export function workspacesFolder(config: Pick<Config, 'backupDir' | 'dataDir'>): string {
  return join(backupDirOf(config), 'workspaces');
}

/** The archives of a folder, newest first; none where there is no such folder yet. */
export async function storedArchives(folder: string): Promise<StoredArchive[]> {
  const names = await readdir(folder).catch(() => []);
  const all = await Promise.all(
    names.filter((name) => archiveName.test(name)).map((name) => look(folder, name)),
  );
  return all.filter((one) => one !== null).sort((one, other) => (one.madeAt < other.madeAt ? 1 : -1));
}

/** Its path, if it is there. @returns null for a name that is none, too */
export async function archivePath(folder: string, name: string): Promise<string | null> {
  if (!archiveName.test(name)) return null;
  return (await look(folder, name)) ? join(folder, name) : null;
}

/** The same, for one that must be there. @throws NotFound */
export async function presentArchive(folder: string, name: string): Promise<string> {
  const path = await archivePath(folder, name);
  if (!path) throw new NotFound('There is no such archive here.');
  return path;
}

async function look(folder: string, name: string): Promise<StoredArchive | null> {
  const found = await stat(join(folder, name)).catch(() => null);
  if (!found?.isFile()) return null;
  return { name, bytes: found.size, madeAt: found.mtime.toISOString(), isEncrypted: name.endsWith('.age') };
}
