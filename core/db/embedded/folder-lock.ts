import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { processIdentity } from './process-identity.ts';

const lockSchema = z.object({ pid: z.int().positive(), identity: z.string() });
type Holder = z.infer<typeof lockSchema>;

/** The database folder belongs to another process that is alive. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. ` +
        'Stop that process, or set DATA_DIR (and PORT) to start a second instance.',
    );
    this.pid = pid;
  }
}

/** Takes the folder for this process; the lock of a process that died is passed over. */
export async function lockFolder(folder: string, dataDir: string): Promise<() => void> {
  const file = join(folder, 'lock.json');
  const draft = `${file}.${randomUUID()}`;
  const own: Holder = { pid: process.pid, identity: (await processIdentity(process.pid)) ?? '' };
  await writeFile(draft, JSON.stringify(own));
  try {
    while (!(await tryLink(draft, file))) await dropDeadLock(file, dataDir);
  } finally {
    await rm(draft, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** A hard link appears whole or not at all, and never replaces a lock that is there. */
async function tryLink(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A process that is being killed as we look needs a moment to be gone. */
async function staysAlive(holder: Holder): Promise<boolean> {
  for (let look = 0; look < 20; look += 1) {
    if (!(await isHolderAlive(holder))) return false;
    await pause(30);
  }
  return true;
}

/** Renamed before it is removed, so that two processes cannot both drop it, nor drop each other's. */
async function dropDeadLock(file: string, dataDir: string): Promise<void> {
  const holder = await readHolder(file);
  if (holder && (await staysAlive(holder))) throw new DataFolderInUse(dataDir, holder.pid);
  const dropped = `${file}.${randomUUID()}`;
  const isRenamed = await rename(file, dropped).then(
    () => true,
    () => false,
  );
  if (!isRenamed) return;
  const taken = await readHolder(dropped);
  if (taken && taken.identity !== holder?.identity) await link(dropped, file).catch(() => undefined);
  await rm(dropped, { force: true });
}

async function isHolderAlive(holder: Holder): Promise<boolean> {
  return (await processIdentity(holder.pid)) === holder.identity;
}

async function readHolder(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
