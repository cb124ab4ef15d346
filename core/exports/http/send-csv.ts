import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Answer with a file as it is made. What fails before the first piece is still answered as an error. */
export async function sendCsv(
  response: Response,
  fileName: string,
  pieces: AsyncGenerator<string>,
): Promise<void> {
  const first = await pieces.next();
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
  });
  const all = async function* () {
    if (!first.done) yield first.value;
    yield* pieces;
  };
  await pipeline(Readable.from(all()), response).catch((error: NodeJS.ErrnoException) => {
    // Whoever went away does not wait for an answer.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** `crm-contacts-2026-05-01.csv`: plain letters only, whatever the names are. */
export function csvName(parts: readonly string[]): string {
  return `${parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/-+/g, '-')}.csv`;
}
