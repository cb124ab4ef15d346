import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { type StartedProcess, startBuilt, startOnce } from '../boot/started-process.ts';

/** Long forms run with `npm run test:processes`. */
export const isLong = process.env.GUILDHALL_TEST_LONG === '1';

export interface House {
  readonly app: TestApp;
  /** A process of the product on the database of `app`. */
  start(command: string, env?: Readonly<Record<string, string>>): StartedProcess;
  /** The same without anything around it: the process whose id it tells is the product itself. */
  startOnce(command: string, env?: Readonly<Record<string, string>>): StartedProcess;
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Plugin folders of one place, instead of the CRM. */
  readonly folders?: readonly string[];
}

/** Several processes start at once here, perhaps on one core. */
const patient = { PLUGIN_START_TIMEOUT_MS: '30000' };

/** A filled database that processes of the product share. */
export async function openHouse({ folders = [] }: HouseOptions = {}): Promise<House> {
  const app = await bootTestApp({
    ...(folders.length > 0 ? { folders } : { plugins: ['crm'] }),
    env: patient,
  });
  const common = {
    DATABASE_URL: app.ownerUrl,
    DATABASE_APP_URL: app.appUrl,
    DATABASE_ROLE_PREFIX: testRolePrefix,
    DATA_DIR: app.place.dataDir,
    SESSION_SECRET: app.runtime.config.sessionSecret ?? '',
    PORT: '0',
    WORKER_PORT: '0',
    ACTIONS_PER_MINUTE: '1000000',
    ...(folders[0] && { PLUGINS_DIR: dirname(folders[0]) }),
  };
  return {
    app,
    start: (command, env = {}) => startBuilt({ ...common, ...env }, command),
    startOnce: (command, env = {}) => startOnce({ ...common, ...env }, command),
    stop: () => app.stop(),
  };
}

const readyLine = /ready at (http:\/\/[^/\s]+)/;

/** Waits until it is ready. @returns its address */
export async function addressOf(process: StartedProcess): Promise<string> {
  const [, address = ''] = await process.says(readyLine);
  return address;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
