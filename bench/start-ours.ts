import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Served, stopChild } from './child.ts';

export interface OursOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly poolMax: number;
  /** Plugins other than ours. */
  readonly pluginsDir?: string;
  readonly profile: string | undefined;
}

export interface Started extends Served {
  /** From the start of the process to the first answer that says it is ready. */
  readonly bootMs: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const patienceMs = 60_000;

/** The compiled product, as `npm start` runs it. */
export async function startOurs(options: OursOptions): Promise<Started> {
  const port = await freePort();
  const began = performance.now();
  const profile = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const child = spawn(process.execPath, [...profile, 'scripts/start.mjs'], {
    cwd: root,
    env: { ...plainEnvironment(), ...settings(options, port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  const base = `http://127.0.0.1:${port}`;
  try {
    await untilReady(`${base}/readyz`, () => child.exitCode === null);
  } catch (error) {
    await stopChild(child);
    throw new Error(`The product did not start. It said:\n${said.slice(-4_000)}`, { cause: error });
  }
  return { base, pid: child.pid ?? 0, bootMs: performance.now() - began, stop: () => stopChild(child) };
}

/** Nothing of the shell that calls may change what is measured. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}

function settings(options: OursOptions, port: number): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: options.dataDir,
    DATABASE_URL: options.databaseUrl,
    DATABASE_POOL_MAX: String(options.poolMax),
    LOG_LEVEL: 'warn',
    // One key asks for all of it.
    ACTIONS_PER_MINUTE: '10000000',
    ...(options.pluginsDir && { PLUGINS_DIR: options.pluginsDir }),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(url: string, isAlive: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end && isAlive()) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resume) => setTimeout(resume, 5));
  }
  throw new Error('It is not ready.');
}
