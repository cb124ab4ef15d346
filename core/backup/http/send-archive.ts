import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { openedArchive } from '../archive/opened-archive.ts';
import { presentArchive } from '../stored-archives.ts';

/** An archive as a file, as it is read; one that the instance locked for itself is opened on the way. @throws NotFound */
export async function sendArchive(
  response: Response,
  folder: string,
  name: string,
  keys: ArchiveKeys = {},
): Promise<void> {
  const path = await presentArchive(folder, name);
  const { bytes, content, name: shown } = await openedArchive(path, keys);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': bytes,
    'content-disposition': `attachment; filename="${shown}"`,
    // As it is: packed once more it would have no length, and no browser could say how far it is.
    'cache-control': 'no-store, no-transform',
  });
  // Whoever hangs up in the middle is no failure of ours.
  await pipeline(content, response).catch(() => undefined);
}
