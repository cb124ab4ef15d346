import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePort } from '../db/embedded/port.ts';
import { runProgram, spawnOptions } from '../db/embedded/run-program.ts';
import { findServerUser, type ServerUser } from '../db/embedded/server-user.ts';

export const debianPrograms = '/usr/lib/postgresql/15/bin';
const password = 'a-password-for-tests';

/** The oldest PostgreSQL we support, where the system has it. */
export const hasDebianPostgres = existsSync(join(debianPrograms, 'initdb'));

export interface DebianCluster {
  readonly url: string;
  readonly port: number;
  /** Of the account that it runs under. */
  readonly folder: string;
  /** That account; absent when it is our own. */
  readonly user: ServerUser | undefined;
  /** Ends it at once, as when its machine fails; `resume` brings it back. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface DebianClusterOptions {
  /** The name of its superuser. */
  readonly owner?: string;
  /** Each as `name=value`. */
  readonly settings?: readonly string[];
}

/** A throw-away PostgreSQL 15 from the system's packages. */
export async function startDebianCluster({
  owner = 'postgres',
  settings = [],
}: DebianClusterOptions = {}): Promise<DebianCluster> {
  const user = await findServerUser();
  const folder = await mkdtemp(join(tmpdir(), `guildhall-test-${process.pid}-`));
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  for (const path of user ? [folder, passwordFile] : []) await chown(path, user?.uid ?? 0, user?.gid ?? 0);
  const run = async (name: string, ...args: string[]) => {
    const { isDone, output } = await runProgram(join(debianPrograms, name), args, spawnOptions(user, folder));
    if (!isDone) throw new Error(output);
  };
  const data = join(folder, 'data');
  const port = await choosePort(folder);
  await run(
    'initdb',
    '-D',
    data,
    '-U',
    owner,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-N',
    '-E',
    'UTF8',
  );
  const options = `-p ${port} -k ${folder} ${['fsync=off', 'listen_addresses=127.0.0.1', ...settings].map((one) => `-c ${one}`).join(' ')}`;
  const resume = () => run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  const halt = () => run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
  await resume();
  return {
    halt,
    resume,
    port,
    folder,
    user,
    url: `postgres://${owner}:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await halt().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
