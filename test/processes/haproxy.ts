import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../core/package-root.ts';
import { until } from './until.ts';

export const haproxyProgram = process.env.GUILDHALL_TEST_HAPROXY;

export interface Proxy {
  readonly base: string;
  stop(): Promise<void>;
}

/** HAProxy as `docker/haproxy.cfg` sets it up, in front of servers on these ports. */
export async function startHaproxy(
  program: string,
  port: number,
  servers: readonly number[],
): Promise<Proxy> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, await configuration(port, servers));
  const child = spawn(program, ['-db', '-f', file], { stdio: 'ignore' });
  const base = `http://127.0.0.1:${port}`;
  await until(() =>
    fetch(`${base}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  return { base, stop: () => stop(child, folder) };
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}

const shipped = join(packageRoot(), 'docker', 'haproxy.cfg');

/** What the image runs with, on ports of this machine instead of names in a network of containers. */
async function configuration(port: number, servers: readonly number[]): Promise<string> {
  const text = await readFile(shipped, 'utf8');
  const own = servers.map((server, at) => `  server web${at + 1} 127.0.0.1:${server} cookie web${at + 1}`);
  return text
    .replace(/^resolvers names\n(?: {2}.*\n)+/m, '')
    .replace(' resolvers names init-addr libc,none', '')
    .replace('bind :8080', `bind 127.0.0.1:${port}`)
    .replace(/(?: {2}server \S+ .*\n)+/, `${own.join('\n')}\n`);
}
