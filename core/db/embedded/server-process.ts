import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from './binaries.ts';
import type { ClusterHome } from './cluster-home.ts';
import { watchForDeath } from './death-watch.ts';
import { spawnOptions } from './run-program.ts';
import { readServerFile } from './server-file.ts';
import type { ServerUser } from './server-user.ts';
import { signalProcess, stopProcess } from './stop-process.ts';

export interface ServerPlan {
  readonly home: ClusterHome;
  readonly programs: string;
  readonly user: ServerUser | undefined;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  stop(): Promise<void>;
  /** For the moment this process ends: sends the signal and does not wait. */
  abandon(): void;
}

/** Starts the server in its own process group, so that Ctrl-C reaches only the app, which then stops it. */
export function spawnServer(plan: ServerPlan): ServerProcess {
  const log = openSync(startLog(plan.home), 'w');
  const child = spawn(program(plan.programs, 'postgres'), serverArguments(plan), {
    ...spawnOptions(plan.user, plan.home.folder),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  const pid = child.pid ?? 0;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      appendFileSync(startLog(plan.home), `${error.message}\n`);
      resolve();
    });
  });
  const endWatch = pid > 0 ? watchForDeath(pid, plan.home.data, plan.user) : () => undefined;
  void ended.then(endWatch);
  const hasEnded = () => pid === 0 || child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    ended,
    hasEnded,
    stop: async () => (hasEnded() ? undefined : stopProcess(pid, hasEnded)),
    abandon: () => (hasEnded() ? undefined : signalProcess(pid, 'SIGINT')),
  };
}

/** Waits for the server to take connections, however long it recovers, as long as it lives. */
export async function waitUntilReady(
  server: ServerProcess,
  home: ClusterHome,
  report: (message: string) => void,
): Promise<void> {
  const reportEveryMs = 5_000;
  let nextReport = Date.now() + reportEveryMs;
  while (!server.hasEnded()) {
    const file = await readServerFile(home.data);
    if (file?.pid === server.pid && file.isReady) return;
    if (Date.now() > nextReport) {
      report('The database is still starting; after a crash it repairs itself first');
      nextReport = Date.now() + reportEveryMs;
    }
    await pause(10);
  }
  throw new Error(await startFailure(home));
}

async function startFailure(home: ClusterHome): Promise<string> {
  const said = await readFile(startLog(home), 'utf8').catch(() => '');
  const lines = said.trim().split('\n').slice(-8).join('\n');
  return `The embedded PostgreSQL in ${home.folder} did not start:\n${lines}`;
}

function startLog(home: ClusterHome): string {
  return join(home.folder, 'start.log');
}

function serverArguments({ home, port, settings }: ServerPlan): string[] {
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: hasSocket(home) ? quotedName(home.run) : '',
    ...settings,
  };
  return ['-D', home.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The setting is a list, in which quotes keep a comma from parting a name. */
function quotedName(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}

/** Socket paths are limited to about a hundred bytes, and Windows goes without. */
export function hasSocket(home: ClusterHome): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(join(home.run, '.s.PGSQL.65535')) < 100;
}
