import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dataOfPart, fileOfPart } from '../archive/layout.ts';
import { damaged } from '../archive/refused.ts';
import type { ArchivePart } from '../archive/tar-parts.ts';

/** Puts a file of the archive where it belongs in the data folder; nowhere else. */
export async function writePartFile(dataDir: string, { path, content }: ArchivePart): Promise<void> {
  const below = fileOfPart(path) ? path : dataOfPart(path);
  if (below === null) throw damaged(`it holds a file that has no place here (${path})`);
  await writeWhole(join(dataDir, below), content);
}

/** It appears under its name once it is whole. */
export async function writeWhole(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.part`;
  try {
    await pipeline(Readable.from(content), createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
