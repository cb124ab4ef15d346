import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../db/embedded/process-identity.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/start-embedded-postgres.ts';

const folderName = /^guildhall-test-(\d+)-/;
let starting: Promise<string> | undefined;

/**
 * Superuser address of a PostgreSQL server for tests: the one of `npm test`, or one started for this
 * process that ends with it.
 */
export function testClusterUrl(): Promise<string> {
  const given = process.env.GUILDHALL_TEST_DATABASE_URL;
  if (given) return Promise.resolve(given);
  starting ??= startForThisProcess();
  return starting;
}

async function startForThisProcess(): Promise<string> {
  const cluster = await startThrowawayCluster();
  process.once('beforeExit', () => void cluster.stop());
  process.once('exit', () => rmSync(cluster.dataDir, { recursive: true, force: true, maxRetries: 20 }));
  return cluster.url;
}

export interface ThrowawayCluster extends EmbeddedPostgres {
  readonly dataDir: string;
}

/** A fast, unsafe server in a temporary folder; stopping it removes the folder. */
export async function startThrowawayCluster(): Promise<ThrowawayCluster> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), `guildhall-test-${process.pid}-`));
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, isThrowaway: true });
  const stop = async () => {
    await server.stop();
    for (const folder of [server.folder, dataDir]) await rm(folder, { recursive: true, force: true });
  };
  return { ...server, dataDir, stop };
}

/** Folders of test runs that were killed before they could clean up. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(folderName.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}
