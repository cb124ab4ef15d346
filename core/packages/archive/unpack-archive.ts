import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { DomainError } from '../../sdk/index.ts';
import { type ArchiveLimits, badArchive, pluginLimits } from './archive-limits.ts';
import { entryPath } from './entry-path.ts';

type Entry = AsyncIterable<Buffer> & { readonly header: Header; resume(): void };

/** What was taken so far. */
interface Taken {
  bytes: number;
  entries: number;
  readonly paths: Set<string>;
}

/**
 * Unpacks a `.tgz` as `npm pack` makes it into an empty folder: plain files only, nothing outside the
 * folder, nothing run. Memory stays flat whatever the archive holds.
 * @throws InvalidInput with a sentence for everything that does not belong into a package
 */
export async function unpackArchive(archive: Buffer, folder: string, limits = pluginLimits): Promise<void> {
  if (archive.length > limits.packedBytes) {
    throw badArchive(`The archive is larger than ${limits.packedBytes / 1_000_000} MB.`);
  }
  if (archive[0] !== 0x1f || archive[1] !== 0x8b)
    throw badArchive('This is no .tgz archive as npm pack makes it.');
  const tar = extract();
  const reading = pipeline(
    ...[Readable.from([archive]), createGunzip(), bounded(limits), tar as unknown as NodeJS.WritableStream],
  );
  // Told by the loop below as well; here it must only not go unheard.
  reading.catch(() => undefined);
  try {
    await takeAll(tar as unknown as AsyncIterable<Entry>, folder, limits);
    await reading;
  } catch (error) {
    tar.destroy();
    throw error instanceof DomainError ? error : badArchive('The archive is damaged. Pack it again.');
  }
}

/** Of an entry, its header with what may lengthen it, and what fills it up to whole blocks. */
const besidesContent = 4_096;

/** Headers and empty blocks count as well: a few bytes may stand for hours of them. */
function bounded({ bytes, entries }: ArchiveLimits): Transform {
  let left = bytes + (entries + 1) * besidesContent;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(badArchive('The archive unpacks to more than is taken.'));
      else done(null, chunk);
    },
  });
}

async function takeAll(entries: AsyncIterable<Entry>, folder: string, limits: ArchiveLimits): Promise<void> {
  const taken: Taken = { bytes: 0, entries: 0, paths: new Set() };
  for await (const entry of entries) {
    countEntry(taken, limits);
    const path = entryPath(entry.header.name);
    const kind = entry.header.type ?? 'file';
    if (kind === 'directory' || kind.startsWith('pax')) entry.resume();
    else await takeFile(entry, path, folder, taken, limits);
  }
  if (taken.paths.size === 0) throw badArchive('The archive holds no files.');
}

function countEntry(taken: Taken, { entries }: ArchiveLimits): void {
  taken.entries += 1;
  if (taken.entries > entries) throw badArchive(`The archive holds more than ${entries} entries.`);
}

async function takeFile(
  entry: Entry,
  path: string,
  folder: string,
  taken: Taken,
  limits: ArchiveLimits,
): Promise<void> {
  const { type, name } = entry.header;
  if (type !== 'file' && type !== 'contiguous-file') {
    throw badArchive(`The archive holds a ${type} at ${JSON.stringify(name)}; only plain files are taken.`);
  }
  const key = path.toLowerCase();
  if (path === '' || taken.paths.has(key))
    throw badArchive(`The archive holds ${JSON.stringify(name)} twice.`);
  taken.paths.add(key);
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await pipeline(counted(entry, taken, limits), createWriteStream(file, { flags: 'wx', mode: 0o644 }));
}

/** Counts what really comes, whatever the header says. */
async function* counted(
  content: AsyncIterable<Buffer>,
  taken: Taken,
  limits: ArchiveLimits,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    taken.bytes += chunk.length;
    if (bytes > limits.fileBytes) throw badArchive('The archive holds a file that is too large.');
    if (taken.bytes > limits.bytes) throw badArchive('The archive unpacks to more than is taken.');
    yield chunk;
  }
}
