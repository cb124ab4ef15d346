import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { NotFound } from '../../sdk/index.ts';

const leftOut = new Set(['.git', '.DS_Store', 'test', 'coverage']);
/** The same files give the same archive, and so the same checksum. */
const noTime = new Date(0);

/** A folder as `npm pack` would have made it of it, so that it is installed the same way. @throws NotFound */
export async function packFolder(folder: string): Promise<Buffer> {
  const tar = pack();
  const chunks: Buffer[] = [];
  tar.on('data', (chunk) => void chunks.push(chunk as Buffer));
  const ended = new Promise<void>((resolve, reject) => {
    tar.on('end', () => resolve());
    tar.on('error', reject);
  });
  for (const path of await filesIn(folder)) {
    tar.entry({ name: `package/${path}`, mtime: noTime, mode: 0o644 }, await readFile(join(folder, path)));
  }
  tar.finalize();
  await ended;
  return gzipSync(Buffer.concat(chunks));
}

async function filesIn(folder: string, below = ''): Promise<string[]> {
  const names = await readdir(join(folder, below)).catch(() => {
    throw new NotFound(`There is no folder ${folder}.`);
  });
  const found: string[] = [];
  for (const name of names.filter((one) => !leftOut.has(one)).sort()) {
    const path = below ? `${below}/${name}` : name;
    const { isDirectory } = await kindOf(join(folder, path));
    if (isDirectory) found.push(...(await filesIn(folder, path)));
    else found.push(path);
  }
  return found;
}

async function kindOf(path: string): Promise<{ isDirectory: boolean }> {
  return { isDirectory: (await stat(path)).isDirectory() };
}
