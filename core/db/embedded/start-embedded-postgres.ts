import { join, resolve } from 'node:path';
import pg from 'pg';
import { loadSecrets } from '../../../config/secrets.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type ClusterHome, openClusterHome } from './cluster-home.ts';
import { lockFolder } from './folder-lock.ts';
import { initialise, isInitialised } from './initialise.ts';
import { clearLeftovers } from './leftover-server.ts';
import { placeBinaries } from './place-binaries.ts';
import { choosePort } from './port.ts';
import { serverAddress } from './server-address.ts';
import type { ServerPlan } from './server-process.ts';
import { findServerUser } from './server-user.ts';
import { throwawaySettings } from './settings.ts';
import { usualShelters } from './shelter.ts';
import { type Supervised, superviseServer } from './supervise.ts';

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly onProgress?: (message: string) => void;
  readonly port?: number;
  /** Fast and unsafe, for tests: nothing is flushed to disk. */
  readonly isThrowaway?: boolean;
  /** Where the programs are, when not in the installed package. */
  readonly binaries?: Binaries;
  /** Folders to use when root's own cannot be entered by the server's account. */
  readonly shelters?: readonly string[];
}

export interface EmbeddedPostgres {
  /** Superuser address of the `postgres` database; over the local socket where there is one. */
  readonly url: string;
  /** The folder that holds the database: `DATA_DIR/postgres` or what that points to. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL on the files in `dataDir/postgres`, making them the first time. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const shelters = options.shelters ?? usualShelters;
  const user = await findServerUser(join(dataDir, 'postgres', 'data'));
  const home = await openClusterHome(dataDir, user, shelters).catch(explainRefusal(dataDir));
  const unlock = await lockFolder(home.folder, dataDir);
  try {
    return await startLocked({ options, dataDir, shelters, user, home, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A folder made by another user, most often by root, is refused by the system with a code only. */
function explainRefusal(dataDir: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
    throw new Error(
      `The data folder ${dataDir} cannot be written to (${error.message}). ` +
        'Start Guildhall as the user it belongs to, give it to this user, or set DATA_DIR to another folder.',
      { cause: error },
    );
  };
}

interface Start {
  readonly options: EmbeddedPostgresOptions;
  readonly dataDir: string;
  readonly shelters: readonly string[];
  readonly user: ServerPlan['user'];
  readonly home: ClusterHome;
  readonly unlock: () => void;
}

async function startLocked(start: Start): Promise<EmbeddedPostgres> {
  const { options, home, user } = start;
  const report = options.onProgress ?? (() => undefined);
  const isThrowaway = options.isThrowaway ?? false;
  const { databasePassword: password } = await loadSecrets(start.dataDir);
  const programs = await placeBinaries(options.binaries ?? findBinaries(), user, start.shelters);
  await clearLeftovers(home, report);
  if (!(await isInitialised(home))) {
    report('Making the database (first start only)');
    await initialise({ home, programs, user, password, isThrowaway });
  }
  report('Starting the database');
  const port = await choosePort(home.folder, options.port);
  const settings = isThrowaway ? throwawaySettings : {};
  const server = await superviseServer({ home, programs, user, port, settings }, report);
  const url = serverAddress(home, port, password);
  await checkPassword(url, start.dataDir).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return { url, folder: home.folder, stop: stopOnce(server, start.unlock) };
}

/** Also runs when the process exits without having called it. */
function stopOnce(server: Supervised, unlock: () => void): () => Promise<void> {
  const onExit = () => {
    server.abandon();
    unlock();
  };
  process.once('exit', onExit);
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= server.stop().finally(() => {
      process.off('exit', onExit);
      unlock();
    });
    return stopping;
  };
}

async function checkPassword(url: string, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (cause) {
    if ((cause as { code?: string }).code !== '28P01') throw cause;
    throw new Error(
      `The password in ${dataDir}/secrets.json does not open the database beside it. ` +
        'Put back the secrets.json that belongs to this data folder.',
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
