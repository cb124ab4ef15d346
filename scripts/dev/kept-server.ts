import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface KeptServer {
  /** Ends it, and starts it from what is built now. */
  renew(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Asked for by the server itself, as it does to load a plugin. */
const restartCode = 75;

/** The built product as a process. One that fails to start waits for the next change. */
export function keepServer(root: string, words: readonly string[], env: NodeJS.ProcessEnv): KeptServer {
  let child = start();
  let isStopping = false;

  function start(): ChildProcess {
    const serve = join(root, 'scripts', 'serve.mjs');
    const started = spawn(process.execPath, [serve, ...words], { stdio: 'inherit', env });
    started.once('exit', (code) => {
      if (code === restartCode && started === child && !isStopping) child = start();
    });
    return started;
  }

  async function end(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  return {
    async renew() {
      await end();
      if (!isStopping) child = start();
    },
    async stop() {
      isStopping = true;
      await end();
    },
  };
}
