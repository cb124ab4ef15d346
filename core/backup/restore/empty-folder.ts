import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ofTheDisk } from '../dump/data-folder.ts';

/** Takes away what lies in a folder. The folder itself stays: it may be a link to another disk, or a disk. */
export async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => one !== ofTheDisk))
    await rm(join(folder, name), { recursive: true, force: true });
}
