import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveWriter } from '../archive/archive-writer.ts';

/** The database has a way of its own, keys too; the rest is made anew or is a backup itself. */
const notCarried = new Set(['postgres', 'backups', 'secrets.json']);
const passing = /\.(part|tmp|lock|removed)$/;

export interface CopiedFiles {
  readonly files: number;
  readonly bytes: number;
  readonly gone: number;
}

/** Paths of plain files below the data folder that belong into a backup, in order. */
export async function* dataFiles(dataDir: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(dataDir, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (passing.test(entry.name) || (below === '' && notCarried.has(entry.name))) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* dataFiles(dataDir, path);
    else if (entry.isFile()) yield path;
  }
}

/** Copies them into the archive. One that disappears between being seen and being opened is counted. */
export async function copyFiles(
  writer: ArchiveWriter,
  paths: AsyncIterable<readonly [file: string, part: string]>,
): Promise<CopiedFiles> {
  let [files, bytes, gone] = [0, 0, 0];
  for await (const [file, part] of paths) {
    const size = await copyFile(writer, file, part);
    if (size === null) gone += 1;
    else [files, bytes] = [files + 1, bytes + size];
  }
  return { files, bytes, gone };
}

async function copyFile(writer: ArchiveWriter, file: string, part: string): Promise<number | null> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return null;
  try {
    return await copyOpened(writer, handle, part);
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** Of a file that grows meanwhile, as much is copied as there was. */
async function copyOpened(writer: ArchiveWriter, handle: FileHandle, part: string): Promise<number> {
  const { size } = await handle.stat();
  if (size === 0) await writer.add(part, Buffer.alloc(0));
  else await writer.addStream(part, size, createReadStream('', { fd: handle, end: size - 1, autoClose: false }));
  return size;
}
