import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { type ArchiveKeys, decrypterFor, encrypterFor } from './archive-keys.ts';
import { type ArchiveWriter, createArchiveWriter } from './archive-writer.ts';
import { removeLeftDrafts } from './left-drafts.ts';
import { ArchiveRefused, damaged, foreign, truncated } from './refused.ts';

/** Half the effort of the usual 6, for nearly the same size: rows of text. */
const compression = { level: 4 };
const ageMark = 'age-encryption.org/v1';

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes an archive under a name of its own and gives it its name last, so that half a backup is never taken for one.
 * @param fill adds the parts and finishes the writer
 */
export async function writeArchiveFile(
  path: string,
  keys: ArchiveKeys,
  at: Date,
  fill: (writer: ArchiveWriter) => Promise<void>,
): Promise<WrittenFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await removeLeftDrafts(dirname(path), at);
  const draft = `${path}.part`;
  const writer = createArchiveWriter(at, keys.seals);
  const meter = createMeter();
  try {
    const zipped = (writer.stream as unknown as Readable).pipe(createGzip(compression));
    writer.stream.once('error', (error) => zipped.destroy(error));
    const output = createWriteStream(draft, { mode: 0o600, flush: true });
    const writing = pipeline(await locked(zipped, keys), meter.stream, output);
    writing.catch((error: Error) => writer.stream.destroy(error));
    await Promise.all([writing, filling(writer, fill)]);
    await rename(draft, path);
    await flushFolder(dirname(path));
    return meter.result();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function filling(writer: ArchiveWriter, fill: (writer: ArchiveWriter) => Promise<void>): Promise<void> {
  try {
    await fill(writer);
  } catch (error) {
    writer.stream.destroy(error as Error);
    throw error;
  }
}

/** What is written, as its keys say. */
export async function locked(content: Readable, keys: ArchiveKeys): Promise<Readable> {
  const encrypter = await encrypterFor(keys);
  if (!encrypter) return content;
  return fromWeb(await encrypter.encrypt(toWeb(content)));
}

function createMeter(): { stream: Transform; result(): WrittenFile } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** The tar stream in an archive file. @throws ArchiveRefused when it is none of ours or its key is missing or wrong */
export async function readArchiveFile(path: string, keys: ArchiveKeys): Promise<Readable> {
  const start = await firstBytes(path);
  if (start.toString('latin1').startsWith(ageMark)) return unzip(await decrypted(path, keys));
  if (start[0] === 0x1f && start[1] === 0x8b) return unzip(createReadStream(path));
  throw foreign();
}

async function firstBytes(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new ArchiveRefused(`There is no file ${path}.`);
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** @throws ArchiveRefused when its key is missing or wrong */
export async function decrypted(path: string, keys: ArchiveKeys): Promise<Readable> {
  const decrypter = await decrypterFor(keys);
  const name = basename(path);
  if (!decrypter) {
    throw new ArchiveRefused(`${name} is encrypted. Give its key with --identity-file or --passphrase-file.`);
  }
  const file = createReadStream(path);
  try {
    return fromWeb(await decrypter.decrypt(toWeb(file)));
  } catch (cause) {
    file.destroy();
    throw new ArchiveRefused(`The key does not open ${name}. Nothing was changed.`, { cause });
  }
}

function unzip(content: Readable): Readable {
  const unzipped = createGunzip();
  content.once('error', (error) => unzipped.destroy(error));
  return content.pipe(unzipped);
}

/** What went wrong while an archive was read, for the person who chose it. */
export function readingProblem(error: unknown): ArchiveRefused {
  if (error instanceof ArchiveRefused) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: string }).code;
  if (/invalid tag|authentication/i.test(text)) return damaged('it was changed, or its end is missing');
  if (code === 'Z_BUF_ERROR' || /unexpected end|final chunk|ended prematurely/i.test(text))
    return truncated();
  return damaged(text.replace(/\.$/, ''));
}

function toWeb(content: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(content) as unknown as ReadableStream<Uint8Array>;
}

function fromWeb(content: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(content as unknown as WebStream<Uint8Array>);
}
