import { createHash, type Hash } from 'node:crypto';
import type { ArchiveManifest } from './manifest.ts';
import { damaged } from './refused.ts';

/** Holds what was read until the list that vouches for it comes. */
export interface ChecksumLedger {
  /** Everything that is read through the iterable counts; it must be read to its end. */
  through(path: string, content: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
  /** @throws ArchiveRefused unless it names exactly what was read since the last list */
  compare(list: Buffer): void;
  /** @throws ArchiveRefused unless every part was vouched for and none is missing */
  close(manifest: ArchiveManifest): void;
}

export function createLedger(): ChecksumLedger {
  const waiting: string[] = [];
  const lists = createHash('sha256');
  let parts = 0;
  return {
    through: (path, content) =>
      hashing(content, (hash) => {
        parts += 1;
        waiting.push(`${hash.digest('hex')}  ${path}\n`);
      }),
    compare(list) {
      lists.update(list);
      if (waiting.splice(0).join('') !== list.toString()) throw damaged('a part does not match its checksum');
    },
    close(manifest) {
      const isWhole = waiting.length === 0 && parts === manifest.parts;
      if (!isWhole || lists.digest('hex') !== manifest.partsDigest) throw damaged('parts are missing');
    },
  };
}

function hashing(content: AsyncIterable<Buffer>, close: (hash: Hash) => void): AsyncIterable<Buffer> {
  const hash = createHash('sha256');
  const source = content[Symbol.asyncIterator]();
  let isDone = false;
  const next = async (): Promise<IteratorResult<Buffer>> => {
    if (isDone) return { value: undefined, done: true };
    const step = await source.next();
    if (step.done) close(hash);
    else hash.update(step.value);
    isDone = step.done ?? false;
    return step;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
