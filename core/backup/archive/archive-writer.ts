import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack as createPack, type Header, type Pack } from 'tar-stream';
import { checksumPath, headerPath, manifestPath } from './layout.ts';
import type { ArchiveHeader, ArchiveManifest } from './manifest.ts';
import { type SealKeys, sealOf } from './seal.ts';

/** Lists of checksums are written as they come, so that a million files need no memory. */
const partsPerList = 1_000;

export interface ArchiveWriter {
  /** The tar stream, to be read while parts are added. */
  readonly stream: Pack;
  begin(header: ArchiveHeader): Promise<void>;
  add(path: string, content: Buffer): Promise<void>;
  /** A part whose size is known before it is read. */
  addStream(path: string, bytes: number, content: Readable): Promise<void>;
  finish(manifest: Omit<ArchiveManifest, 'parts' | 'partsDigest'>): Promise<void>;
}

interface State {
  readonly pack: Pack;
  readonly at: Date;
  readonly seals: SealKeys | undefined;
  header: ArchiveHeader | null;
  readonly lists: ReturnType<typeof createHash>;
  readonly lines: string[];
  parts: number;
  listCount: number;
}

/** Parts wait for whoever reads `stream`, so reading must have begun. */
export function createArchiveWriter(at: Date, seals?: SealKeys): ArchiveWriter {
  const state: State = {
    pack: createPack(),
    at,
    seals,
    header: null,
    lists: createHash('sha256'),
    lines: [],
    parts: 0,
    listCount: 0,
  };
  return {
    stream: state.pack,
    begin(header) {
      state.header = header;
      return add(state, headerPath, json(header));
    },
    add: (path, content) => add(state, path, content),
    addStream: (path, bytes, content) => addStream(state, path, bytes, content),
    finish: (manifest) => finish(state, manifest),
  };
}

async function add(state: State, path: string, content: Buffer): Promise<void> {
  await put(state, path, content);
  await note(state, path, createHash('sha256').update(content).digest('hex'));
}

async function addStream(state: State, path: string, bytes: number, content: Readable): Promise<void> {
  const hash = createHash('sha256');
  const entry = state.pack.entry(entryOf(state, path, bytes));
  await pipeline(content, hashing(hash), entry as unknown as NodeJS.WritableStream);
  await note(state, path, hash.digest('hex'));
}

function hashing(hash: ReturnType<typeof createHash>) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
}

async function note(state: State, path: string, sha256: string): Promise<void> {
  state.parts += 1;
  state.lines.push(`${sha256}  ${path}\n`);
  if (state.lines.length >= partsPerList) await writeList(state);
}

/** In the form that `sha256sum --check` reads. */
async function writeList(state: State): Promise<void> {
  if (state.lines.length === 0) return;
  const list = Buffer.from(state.lines.splice(0).join(''));
  state.listCount += 1;
  state.lists.update(list);
  await put(state, checksumPath(state.listCount), list);
}

async function finish(state: State, manifest: Omit<ArchiveManifest, 'parts' | 'partsDigest'>): Promise<void> {
  await writeList(state);
  const whole: ArchiveManifest = { ...manifest, parts: state.parts, partsDigest: state.lists.digest('hex') };
  await put(state, manifestPath, json(sealed(state, whole)));
  state.pack.finalize();
}

/** Of one workspace alone: whoever may put a whole instance back needs no proof. */
function sealed({ seals, header }: State, manifest: ArchiveManifest): ArchiveManifest & { seal?: string } {
  const [workspace] = header?.kind === 'workspace' ? header.workspaces : [];
  const [key] = (workspace && seals?.(workspace.id)) ?? [];
  return key ? { ...manifest, seal: sealOf(key, manifest) } : manifest;
}

/** Waits until the part has gone on its way: what is written never piles up. */
function put(state: State, path: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = state.pack.entry(entryOf(state, path, content.length), (error) =>
      error ? reject(error) : resolve(),
    );
    entry.once('error', reject);
    entry.end(content);
  });
}

function entryOf({ at }: State, name: string, size: number): Partial<Header> & Pick<Header, 'name'> {
  return { name, size, mode: 0o600, mtime: at, type: 'file' };
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
