import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { choosePort } from '../../core/db/embedded/port.ts';
import { findServerUser } from '../../core/db/embedded/server-user.ts';
import { packageRoot } from '../../core/package-root.ts';

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/usr/local/sbin'];

/** Is PgBouncer on this machine? */
export const hasPgbouncer = folders.some((folder) => existsSync(join(folder, 'pgbouncer')));

export interface Pgbouncer {
  /** `host:port` */
  readonly address: string;
  stop(): Promise<void>;
}

/** The very start of the container, as a process, before the database of this address. */
export async function startPgbouncer(
  adminUrl: string,
  database: string,
  poolSize: number,
): Promise<Pgbouncer> {
  const { username, password, port } = new URL(adminUrl);
  const user = await findServerUser();
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-test-pooler-'));
  await chmod(folder, 0o777);
  const own = await choosePort(folder);
  const child = spawn(join(packageRoot(), 'docker', 'pgbouncer', 'start'), {
    ...(user && { uid: user.uid, gid: user.gid }),
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: folder,
    env: {
      ...{ PATH: [...folders, '/bin'].join(delimiter), PGBOUNCER_FOLDER: join(folder, 'pgbouncer') },
      ...{ DATABASE_HOST: '127.0.0.1', DATABASE_PORT: port, DATABASE_NAME: database },
      ...{
        DATABASE_ADMIN: decodeURIComponent(username),
        DATABASE_ADMIN_PASSWORD: decodeURIComponent(password),
      },
      ...{ LISTEN_ADDRESS: '127.0.0.1', LISTEN_PORT: String(own), POOL_SIZE: String(poolSize) },
    },
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  await untilItListens(own, child, () => said);
  return { address: `127.0.0.1:${own}`, stop: () => stop(child, folder) };
}

async function untilItListens(port: number, child: ChildProcess, said: () => string): Promise<void> {
  for (let look = 0; look < 400; look++) {
    if (child.exitCode !== null) break;
    if (await listens(port)) return;
    await pause(50);
  }
  throw new Error(`PgBouncer did not start. ${said()}`);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}
