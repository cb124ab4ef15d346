import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '../../sdk/index.ts';

/** Where uninstalling leaves what it exported: a folder for each time. */
export function archivesFolder(dataDir: string): string {
  return join(dataDir, 'uninstalled');
}

const archiveName = /^[a-z][a-z0-9-]{0,29}-\d{4}-\d\d-\d\dT[\d-]+Z$/;

/** The folder of an archive by its name, which leads nowhere else. @throws NotFound */
export function archiveFolder(dataDir: string, name: string): string {
  if (!archiveName.test(name)) throw new NotFound('There is no such archive.');
  return join(archivesFolder(dataDir), name);
}

/** The folder of a new archive, made. */
export async function newArchive(dataDir: string, plugin: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const folder = archiveFolder(dataDir, `${plugin}-${stamp}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
