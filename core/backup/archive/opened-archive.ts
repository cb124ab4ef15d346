import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { decrypted } from './archive-file.ts';
import type { ArchiveKeys } from './archive-keys.ts';

const locked = '.locked';

/** An archive as it is given out. */
export interface OpenedArchive {
  readonly name: string;
  readonly bytes: number;
  readonly content: Readable;
}

/** What the instance locked for itself is opened with its keys; anything else stays as it is. @throws ArchiveRefused */
export async function openedArchive(path: string, keys: ArchiveKeys): Promise<OpenedArchive> {
  const name = basename(path);
  if (!name.endsWith(locked))
    return { name, bytes: (await stat(path)).size, content: createReadStream(path) };
  const content = await decrypted(path, keys);
  return { name: name.slice(0, -locked.length), bytes: await plainBytes(path), content };
}

const chunkBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 16;
/** The end of the header (https://age-encryption.org/v1): three dashes and its own proof, on a line. */
const headerEnd = /\n--- [^\n]+\n/;

/** What is in it is as long as the file, without header, nonce and the proof of each chunk. */
async function plainBytes(path: string): Promise<number> {
  const handle = await open(path);
  try {
    const [{ size }, { buffer, bytesRead }] = await Promise.all([
      handle.stat(),
      handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, 0),
    ]);
    const found = headerEnd.exec(buffer.toString('latin1', 0, bytesRead));
    const sealed = size - ((found?.index ?? 0) + (found?.[0].length ?? 0)) - nonceBytes;
    return sealed - Math.ceil(sealed / (chunkBytes + tagBytes)) * tagBytes;
  } finally {
    await handle.close();
  }
}
