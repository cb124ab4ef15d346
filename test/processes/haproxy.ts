import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export const haproxyProgram = process.env.GUILDHALL_TEST_HAPROXY;

export interface Proxy {
  readonly base: string;
  stop(): Promise<void>;
}

/** HAProxy as docs/operators/processes.md sets it up, in front of servers on these ports. */
export async function startHaproxy(
  program: string,
  port: number,
  servers: readonly number[],
): Promise<Proxy> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, configuration(port, servers));
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

function configuration(port: number, servers: readonly number[]): string {
  const lines = servers.map((server, at) => `  server web${at + 1} 127.0.0.1:${server}`);
  return `global
  maxconn 2000
defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server 30s
frontend people
  bind 127.0.0.1:${port}
  default_backend guildhall
backend guildhall
  balance leastconn
  option httpchk GET /health/ready
  option redispatch
  retries 3
  retry-on conn-failure
  default-server inter 500ms fall 1 rise 1 check
${lines.join('\n')}
`;
}
