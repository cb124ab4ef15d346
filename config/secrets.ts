import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const secret = z.string().min(32);
const madeSecrets = { sessionSecret: secret, databasePassword: secret, secretsKey: secret };
const secretsSchema = z.looseObject({ ...madeSecrets, previousSecretsKeys: z.array(secret).default([]) });
const secretNames = Object.keys(madeSecrets);
const abandonedAfterMs = 5_000;

/** Keys this instance made for itself; they live in `secrets.json` in the data folder. */
export type Secrets = Readonly<
  Pick<
    z.infer<typeof secretsSchema>,
    'sessionSecret' | 'databasePassword' | 'secretsKey' | 'previousSecretsKeys'
  >
>;

/** Reads the secrets of a data folder; the first call makes them. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const present = await readSecrets(file);
  if (isComplete(present)) return secretsSchema.parse(present);
  await mkdir(dataDir, { recursive: true });
  return withFileLock(`${file}.lock`, () => addMissing(file));
}

/** What is there, whoever made it; nothing is made. For a backup. */
export function readKeys(dataDir: string): Promise<Readonly<Record<string, unknown>>> {
  return readSecrets(join(dataDir, 'secrets.json'));
}

/** Takes keys over from a backup. The password of the embedded database stays, for it belongs to the database that is here. */
export async function adoptKeys(dataDir: string, keys: Readonly<Record<string, unknown>>): Promise<void> {
  await loadSecrets(dataDir);
  const file = join(dataDir, 'secrets.json');
  await withFileLock(`${file}.lock`, async () => {
    const { databasePassword } = await readSecrets(file);
    const adopted = secretsSchema.parse({ ...(await readSecrets(file)), ...keys, databasePassword });
    await writeAtomically(file, `${JSON.stringify(adopted, null, 2)}\n`);
  });
}

/** A new key for stored secrets; the one before stays until `forgetPreviousKeys`, so that it opens what it sealed. */
export function renewSecretsKey(dataDir: string): Promise<Secrets> {
  return change(dataDir, ({ secretsKey, previousSecretsKeys }) => ({
    secretsKey: randomBytes(32).toString('hex'),
    previousSecretsKeys: [...previousSecretsKeys, secretsKey],
  }));
}

/** Nothing is sealed by them any more. */
export function forgetPreviousKeys(dataDir: string): Promise<Secrets> {
  return change(dataDir, () => ({ previousSecretsKeys: [] }));
}

async function change(dataDir: string, to: (present: Secrets) => Partial<Secrets>): Promise<Secrets> {
  await loadSecrets(dataDir);
  const file = join(dataDir, 'secrets.json');
  return withFileLock(`${file}.lock`, async () => {
    const present = secretsSchema.parse(await readSecrets(file));
    const changed = secretsSchema.parse({ ...present, ...to(present) });
    await writeAtomically(file, `${JSON.stringify(changed, null, 2)}\n`);
    return changed;
  });
}

/** Runs under the lock, so it reads again: another process may have been first. */
async function addMissing(file: string): Promise<Secrets> {
  const present = await readSecrets(file);
  const fresh = Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString('hex')]));
  const complete = secretsSchema.parse({ ...fresh, ...present });
  if (!isComplete(present)) await writeAtomically(file, `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}

async function readSecrets(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return {};
  await keepPrivate(file);
  return parseSecrets(file, text);
}

function parseSecrets(file: string, text: string): Record<string, unknown> {
  try {
    return secretsSchema.partial().parse(JSON.parse(text));
  } catch {
    // The cause is left out on purpose: JSON and zod messages quote what they read.
    throw new Error(`${file} cannot be read as secrets. Put back the file from a backup of the data folder.`);
  }
}

function isComplete(present: Record<string, unknown>): boolean {
  return secretNames.every((name) => name in present);
}

async function keepPrivate(file: string): Promise<void> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(file, 0o600);
}

async function writeAtomically(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, file);
}

async function withFileLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!(await takeLock(lock))) await pause(20);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await dropAbandonedLock(lock);
    return false;
  }
}

async function dropAbandonedLock(lock: string): Promise<void> {
  const found = await stat(lock).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(lock, { force: true });
}
