import type { Readable } from 'node:stream';
import { TooLarge } from '../../sdk/index.ts';

/** All that comes, up to a limit; reading stops there. @throws TooLarge */
export async function readWhole(content: Readable, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new TooLarge(`The archive is larger than ${mostBytes / 1_000_000} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
