import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { currentCall } from '../../kernel/call-plugin.ts';
import type { Candidate } from '../../kernel/find/candidate.ts';
import { isCompiled } from '../../package-root.ts';
import type { Runtime } from '../../runtime.ts';
import { callSign } from './main-thread.ts';
import { type Blocked, type WatchdogOrders, watching } from './messages.ts';
import { noteBlocks } from './note-blocks.ts';

const beatMs = 50;

export interface Watchdog {
  stop(): Promise<void>;
}

/**
 * A thread that notices when a plugin's loop keeps this one from all else, and says whose it is while it still
 * lasts. Here it costs a counter, twenty times a second.
 */
export function startWatchdog(runtime: Runtime, candidates: readonly Candidate[], appUrl: string): Watchdog {
  const pulse = new Int32Array(new SharedArrayBuffer(4));
  const beating = setInterval(() => Atomics.add(pulse, 0, 1), beatMs).unref();
  Reflect.set(globalThis, callSign, sayCall);
  const worker = openWorker(ordersFor(runtime, candidates, appUrl, pulse));
  worker.unref();
  const note = noteBlocks(runtime);
  worker.on('message', (message: Blocked | typeof watching) => {
    if (message === watching) runtime.log.debug({}, 'The watchdog watches.');
    else void note(message);
  });
  worker.on('error', (error) =>
    runtime.log.error({ err: error }, 'The watchdog is gone; blocks go unnoticed.'),
  );
  return {
    async stop() {
      clearInterval(beating);
      await worker.terminate();
    },
  };
}

/** Node's threads do not know TypeScript, unlike what runs us from source. */
function openWorker(workerData: WatchdogOrders): Worker {
  const file = new URL(`./watchdog-worker${extname(import.meta.url)}`, import.meta.url);
  const options = { name: 'watchdog', workerData };
  if (isCompiled()) return new Worker(file, options);
  const text = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(text, { ...options, eval: true });
}

function ordersFor(
  { config }: Runtime,
  candidates: readonly Candidate[],
  appUrl: string,
  pulse: Int32Array,
): WatchdogOrders {
  const plugins = candidates.map(({ name, folder, codeFolder }) => ({ name, folder, codeFolder }));
  return {
    pulse,
    plugins,
    appUrl,
    limitMs: config.pluginBlockLimitMs,
    isQuiet: config.logLevel === 'silent',
  };
}

/** Answers the watchdog in the midst of what goes on. */
function sayCall(): string | null {
  const call = currentCall();
  if (!call) return null;
  const { plugin, what, within } = call;
  return JSON.stringify({ plugin, what, workspace: within?.workspace?.id });
}
