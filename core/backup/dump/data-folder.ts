import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removedSuffix } from '../../ports/files/local-files.ts';

/** The database has a way of its own, keys too; the rest is made anew or is a backup itself. */
const notCarried = new Set(['postgres', 'backups', 'secrets.json']);
const passing = /\.(part|tmp|lock)$/;

/** A file that belongs into a backup: where it lies and, below the data folder, where it belongs. */
export interface DataFile {
  readonly file: string;
  readonly path: string;
}

export interface DataFolder {
  readonly dataDir: string;
  readonly backupDir: string;
  /** Files removed since are still part of the backup. */
  readonly since: Date;
}

/** The plain files of a data folder that belong into a backup, in order. */
export async function* dataFiles(folder: DataFolder, below = ''): AsyncGenerator<DataFile> {
  const here = join(folder.dataDir, below);
  const entries = await readdir(here, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = join(here, entry.name);
    if (passing.test(entry.name) || isElsewhere(folder, file, below, entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const kind = await kindOf(entry, file, below);
    if (kind?.isDirectory()) yield* dataFiles(folder, path);
    else if (kind?.isFile() && (await belongs(folder, file))) yield { file, path: withoutMark(path) };
  }
}

/** A folder of the data folder may lie on another disk, by a link. Links deeper down are not ours. */
async function kindOf(entry: Dirent, file: string, below: string): Promise<Dirent | Stats | null> {
  if (!entry.isSymbolicLink() || below !== '') return entry;
  return stat(file).catch(() => null);
}

function isElsewhere({ backupDir }: DataFolder, file: string, below: string, name: string): boolean {
  return resolve(file) === resolve(backupDir) || (below === '' && notCarried.has(name));
}

async function belongs({ since }: DataFolder, file: string): Promise<boolean> {
  if (!file.endsWith(removedSuffix)) return true;
  const found = await stat(file).catch(() => null);
  return found !== null && found.ctimeMs >= since.getTime();
}

function withoutMark(path: string): string {
  return path.endsWith(removedSuffix) ? path.slice(0, -removedSuffix.length) : path;
}
