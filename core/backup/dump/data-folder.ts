import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removedSuffix } from '../../ports/files/local-files.ts';
import { ArchiveRefused } from '../archive/refused.ts';

/** The database has a way of its own, keys too; the rest is made anew or is a backup itself. */
const notCarried = new Set(['postgres', 'backups', 'secrets.json']);
const passing = /\.(part|tmp|lock)$/;
/** File systems keep it at the top of a disk, for the administrator of the machine alone. */
export const ofTheDisk = 'lost+found';

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
  /** So are these, whenever they were removed: rows speak of them. As `files/<workspace>/<key>`. */
  readonly named?: ReadonlySet<string>;
}

/**
 * The plain files of a data folder that belong into a backup, in order. What disappears meanwhile is passed over.
 * @throws ArchiveRefused for what is there and cannot be read
 */
export async function* dataFiles(folder: DataFolder, below = ''): AsyncGenerator<DataFile> {
  const here = join(folder.dataDir, below);
  const entries = await read(here, below !== '', () => readdir(here, { withFileTypes: true }));
  for (const entry of (entries ?? []).sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = join(here, entry.name);
    if (passing.test(entry.name) || isElsewhere(folder, file, below, entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const kind = await kindOf(entry, file, below);
    if (kind?.isDirectory()) yield* dataFiles(folder, path);
    else if (kind?.isFile() && (await belongs(folder, file, path))) yield { file, path: withoutMark(path) };
  }
}

/** A folder of the data folder may lie on another disk, by a link, which must be there. Links deeper down are not ours. */
async function kindOf(entry: Dirent, file: string, below: string): Promise<Dirent | Stats | null> {
  if (!entry.isSymbolicLink() || below !== '') return entry;
  return read(file, false, () => stat(file));
}

/** @returns null for what has gone, where it may go */
async function read<Result>(
  path: string,
  mayGo: boolean,
  look: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await look();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (mayGo && code === 'ENOENT') return null;
    const what = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    const todo = 'No backup was made. See that its disk is mounted and that Guildhall may read it.';
    throw new ArchiveRefused(`${path} ${what}. ${todo}`, { cause });
  }
}

function isElsewhere({ backupDir }: DataFolder, file: string, below: string, name: string): boolean {
  const isLeft = (below === '' && notCarried.has(name)) || name === ofTheDisk;
  return isLeft || resolve(file) === resolve(backupDir);
}

async function belongs({ since, named }: DataFolder, file: string, path: string): Promise<boolean> {
  if (!path.endsWith(removedSuffix) || named?.has(withoutMark(path))) return true;
  const found = await read(file, true, () => stat(file));
  return found !== null && found.ctimeMs >= since.getTime();
}

function withoutMark(path: string): string {
  return path.endsWith(removedSuffix) ? path.slice(0, -removedSuffix.length) : path;
}
