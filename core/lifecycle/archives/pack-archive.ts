import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { manifestFile, readManifest } from './manifest.ts';

/** Writes an archive as one `.tgz`, a piece in memory at a time. @throws NotFound */
export async function packArchive(folder: string, name: string, out: Writable): Promise<void> {
  const { tables } = await readManifest(folder);
  const files = [manifestFile, ...tables.map(({ table }) => `${table}.ndjson`)];
  const tar = pack();
  const sending = pipeline(tar, createGzip(), out);
  const filling = fill(tar, folder, name, files);
  filling.catch((error: Error) => tar.destroy(error));
  await Promise.all([sending, filling]);
}

async function fill(tar: Pack, folder: string, name: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file);
    const { size, mtime } = await stat(path);
    await pipeline(createReadStream(path), tar.entry({ name: `${name}/${file}`, size, mtime }));
  }
  tar.finalize();
}
