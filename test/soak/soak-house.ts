import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../core/package-root.ts';
import { bootTestApp, type TestApp } from '../../core/testing/index.ts';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { endProcesses, type StartedProcess, startBuilt } from '../boot/started-process.ts';
import { openDoors } from '../contributions/people.ts';
import { ledgerFolder } from '../faults/ledger.ts';
import { startRedis } from '../jobs/redis-server.ts';
import { addressOf } from '../processes/house.ts';

export interface SoakHouse {
  readonly app: TestApp;
  readonly web: string;
  /** The processes of the product, by what they do. */
  readonly addresses: Readonly<Record<'web' | 'worker', string>>;
  /** What the processes wrote: warnings and errors. */
  said(): readonly string[];
  /** Processes that ended by themselves. */
  ended(): readonly string[];
  stop(): Promise<void>;
}

/** A web and a worker process with the CRM and a plugin that books, emits and enqueues; Redis where there is one. */
export async function openSoakHouse(redisProgram: string | undefined): Promise<SoakHouse> {
  const plugins = await mkdtemp(join(tmpdir(), 'guildhall-soak-'));
  const folders = [join(packageRoot(), 'plugins', 'crm'), ledgerFolder];
  const copies = folders.map((folder) => join(plugins, folder.split('/').at(-1) ?? ''));
  for (const [at, folder] of folders.entries()) await cp(folder, copies[at] ?? '', { recursive: true });
  const app = await bootTestApp({ folders: copies });
  await openDoors(app);
  const redis = redisProgram ? await startRedis(redisProgram) : undefined;
  const env = environment(app, plugins, redis?.url);
  const processes = { web: startBuilt(env, 'web'), worker: startBuilt(env, 'worker') };
  const addresses = {
    web: await addressOf(processes.web),
    worker: (await addressOf(processes.worker)).replace(/\/health.*$/, ''),
  };
  return {
    app,
    web: addresses.web,
    addresses,
    said: () =>
      Object.values(processes).flatMap((one) =>
        one
          .output()
          .split('\n')
          .filter((line) => line.startsWith('{')),
      ),
    ended: noteEnds(processes),
    async stop() {
      await endProcesses();
      await redis?.stop();
      await app.stop();
      await rm(plugins, { recursive: true, force: true });
    },
  };
}

function environment(app: TestApp, plugins: string, redisUrl: string | undefined): Record<string, string> {
  return {
    DATABASE_URL: app.ownerUrl,
    DATABASE_APP_URL: app.appUrl,
    DATABASE_ROLE_PREFIX: testRolePrefix,
    DATA_DIR: app.place.dataDir,
    SESSION_SECRET: app.runtime.config.sessionSecret ?? '',
    PLUGINS_DIR: plugins,
    ACTIONS_PER_MINUTE: '1000000',
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    PORT: '0',
    WORKER_PORT: '0',
    ...(redisUrl && { REDIS_URL: redisUrl }),
  };
}

function noteEnds(processes: Readonly<Record<string, StartedProcess>>): () => readonly string[] {
  const ended: string[] = [];
  for (const [name, process] of Object.entries(processes)) {
    void process
      .ended()
      .then((code) => ended.push(`${name} ended with ${code}: ${process.output().slice(-1_000)}`));
  }
  return () => [...ended];
}
