import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Binaries, program } from './binaries.ts';
import { canRead } from './reachable.ts';
import type { ServerUser } from './server-user.ts';
import { findShelter } from './shelter.ts';

/** A folder of programs the server's account can run: the installed one, or a copy of it in a shelter. */
export async function placeBinaries(
  binaries: Binaries,
  user: ServerUser | undefined,
  shelters: readonly string[],
): Promise<string> {
  if (!user || (await isUsable(binaries.folder, user))) return binaries.folder;
  const copy = join(await findShelter(shelters, user), 'programs', `postgres-${binaries.release}`);
  if (!(await isUsable(copy, user))) await copyWhole(binaries.folder, copy);
  return copy;
}

async function isUsable(folder: string, user: ServerUser): Promise<boolean> {
  const needed = [program(folder, 'postgres'), join(folder, 'share', 'postgresql', 'postgres.bki')];
  const answers = await Promise.all(needed.map((file) => canRead(file, user).catch(() => false)));
  return answers.every(Boolean);
}

/** Renamed into place when complete, so that an interrupted copy is never used. */
async function copyWhole(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomUUID()}`;
  await openFolder(dirname(to));
  await copyFolder(from, draft);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await openFolder(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (!entry.name.endsWith('.a')) await copyReadable(source, target);
  }
}

async function copyReadable(source: string, target: string): Promise<void> {
  const { mode } = await stat(source);
  await copyFile(source, target);
  await chmod(target, mode & 0o100 ? 0o755 : 0o644);
}

async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}
