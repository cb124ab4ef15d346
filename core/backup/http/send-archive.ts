import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { NotFound } from '../../sdk/index.ts';
import { archivePath } from '../stored-archives.ts';

/** An archive as a file, as it is read. @throws NotFound */
export async function sendArchive(response: Response, folder: string, name: string): Promise<void> {
  const path = await archivePath(folder, name);
  if (!path) throw new NotFound('There is no such archive here.');
  const { size } = await stat(path);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': `attachment; filename="${basename(path)}"`,
    // As it is: packed once more it would have no length, and no browser could say how far it is.
    'cache-control': 'no-store, no-transform',
  });
  // Whoever hangs up in the middle is no failure of ours.
  await pipeline(createReadStream(path), response).catch(() => undefined);
}
