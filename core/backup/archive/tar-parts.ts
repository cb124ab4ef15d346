import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { readingProblem } from './archive-file.ts';
import { damaged } from './refused.ts';

export interface ArchivePart {
  readonly path: string;
  readonly bytes: number;
  /** May be left unread. */
  readonly content: AsyncIterable<Buffer>;
}

/** The parts of a tar stream, one at a time. @throws ArchiveRefused for whatever goes wrong in reading */
export async function* tarParts(stream: Readable): AsyncGenerator<ArchivePart> {
  const tar = extract();
  stream.once('error', (error) => tar.destroy(error));
  stream.pipe(tar as unknown as NodeJS.WritableStream);
  try {
    for await (const entry of tar) {
      const { name, size = 0, type } = entry.header;
      if (type !== 'file') throw damaged(`${name} is no plain file`);
      yield { path: name, bytes: size, content: once(entry as AsyncIterable<Buffer>) };
      entry.resume();
    }
  } catch (error) {
    throw readingProblem(error);
  }
}

/** Can be read in turns, by one after the other; breaking off leaves the rest to the next. */
function once(content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let source: AsyncIterator<Buffer> | null = null;
  const next = async () => {
    source ??= content[Symbol.asyncIterator]();
    try {
      return await source.next();
    } catch (error) {
      throw readingProblem(error);
    }
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

export async function wholePart({ content, bytes, path }: ArchivePart, mostBytes: number): Promise<Buffer> {
  if (bytes > mostBytes) throw damaged(`${path} is too long`);
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
