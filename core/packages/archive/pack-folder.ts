import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { NotFound } from '../../sdk/index.ts';
import { badArchive, pluginLimits } from './archive-limits.ts';

const leftOut = new Set(['.git', '.DS_Store', 'test', 'coverage', '.bin']);
/** The same files give the same archive, and so the same checksum. */
const noTime = new Date(0);

/** What was taken of the folder so far. */
interface Found {
  readonly paths: string[];
  bytes: number;
}

/**
 * A folder as `npm pack` would have made it of it, so that it is installed the same way.
 * @throws NotFound where no plugin is, InvalidInput for what an archive may not hold
 */
export async function packFolder(folder: string): Promise<Buffer> {
  await assertPlugin(folder);
  const tar = pack();
  const chunks: Buffer[] = [];
  tar.on('data', (chunk) => void chunks.push(chunk as Buffer));
  const ended = new Promise<void>((resolve, reject) => {
    tar.on('end', () => resolve());
    tar.on('error', reject);
  });
  const found: Found = { paths: [], bytes: 0 };
  await findFiles(folder, '', found);
  for (const path of found.paths) {
    tar.entry({ name: `package/${path}`, mtime: noTime, mode: 0o644 }, await readFile(join(folder, path)));
  }
  tar.finalize();
  await ended;
  return gzipSync(Buffer.concat(chunks));
}

const signs = ['package.json', 'index.js', 'index.ts'];

/** Looked at before anything is read: a wrong path may be a whole disk. */
async function assertPlugin(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => {
    throw new NotFound(`There is no folder ${folder}.`);
  });
  if (!names.some((name) => signs.includes(name)))
    throw new NotFound(`There is no plugin in ${folder}: it has none of ${signs.join(', ')}.`);
}

async function findFiles(folder: string, below: string, found: Found): Promise<void> {
  const names = await readdir(join(folder, below));
  for (const name of names.filter((one) => !leftOut.has(one)).sort()) {
    const path = below ? `${below}/${name}` : name;
    const entry = await lstat(join(folder, path));
    if (entry.isDirectory()) await findFiles(folder, path, found);
    else takeFile(path, entry, found);
  }
}

function takeFile(path: string, entry: { isFile(): boolean; size: number }, found: Found): void {
  if (!entry.isFile()) throw badArchive(`The folder holds a link or device at ${JSON.stringify(path)}.`);
  found.paths.push(path);
  found.bytes += entry.size;
  if (found.paths.length > pluginLimits.entries || found.bytes > pluginLimits.bytes)
    throw badArchive('The folder holds more than a plugin may.');
}
