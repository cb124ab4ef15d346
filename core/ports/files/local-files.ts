import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotFound, TooLarge, Unavailable } from '../../sdk/errors.ts';
import type { FileStore, StoredFile } from './file-store.ts';

const plainId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const draftSuffix = '.part';
/** A removed file stays under another name for a while: a backup that began before still speaks of it. */
export const removedSuffix = '.removed';

/** Files below one folder of this machine: `<root>/<workspace>/<key>`. */
export function localFiles(root: string): FileStore {
  return {
    put: (workspaceId, content, maxBytes) => put(folderOf(root, workspaceId), content, maxBytes),
    open: (workspaceId, key) => openFile(pathOf(root, workspaceId, key)),
    remove: (workspaceId, key) => remove(pathOf(root, workspaceId, key)),
    removeAbandoned: (before) => removeAbandoned(root, before),
  };
}

function folderOf(root: string, workspaceId: string): string {
  if (!plainId.test(workspaceId)) throw new Error('Files belong to a workspace.');
  return join(root, workspaceId);
}

/** Only names made here lead to a path, whatever a caller passes on. */
function pathOf(root: string, workspaceId: string, key: string): string {
  if (!plainId.test(key)) throw new NotFound('There is no such file.');
  return join(folderOf(root, workspaceId), key);
}

async function put(folder: string, content: Readable, maxBytes: number): Promise<StoredFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = randomUUID();
  const draft = join(folder, key + draftSuffix);
  const counter = countBytes(maxBytes);
  try {
    await pipeline(content, counter.stream, createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, join(folder, key));
  } catch (error) {
    await rm(draft, { force: true });
    throw isFull(error) ? noRoom(error) : error;
  }
  return { key, bytes: counter.count() };
}

const full = ['ENOSPC', 'EDQUOT'];

function isFull(error: unknown): boolean {
  return full.includes((error as NodeJS.ErrnoException).code ?? '');
}

function noRoom(cause: unknown): Unavailable {
  const message = 'The disk of this instance is full. Ask its admin to make room, then try again.';
  return new Unavailable(message, {}, { cause });
}

function countBytes(maxBytes: number): { stream: Transform; count(): number } {
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        done(new TooLarge(`Choose a file of at most ${Math.round(maxBytes / 1_000_000)} MB.`));
      else done(null, chunk);
    },
  });
  return { stream, count: () => bytes };
}

async function remove(path: string): Promise<void> {
  await rename(path, path + removedSuffix).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function removeAbandoned(root: string, before: number): Promise<void> {
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const dead = names.filter((name) => name.endsWith(draftSuffix) || name.endsWith(removedSuffix));
  for (const path of dead.map((name) => join(root, name))) {
    const found = await stat(path).catch(() => null);
    // The change time is when it got its present name, for a draft when it was last written.
    if (found && found.ctimeMs < before) await rm(path, { force: true });
  }
}

async function openFile(path: string): Promise<Readable> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new NotFound('The file is no longer there; choose it again.') : error;
  });
  return handle.createReadStream();
}
