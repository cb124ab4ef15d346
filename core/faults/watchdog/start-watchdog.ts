import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { currentCall } from '../../kernel/call-plugin.ts';
import type { Candidate } from '../../kernel/find/candidate.ts';
import type { Runtime } from '../../runtime.ts';
import { noteBlocks } from './note-blocks.ts';
import { callSign } from './main-thread.ts';
import type { Blocked, WatchdogOrders } from './messages.ts';

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
  const worker = new Worker(new URL(`./watchdog-worker${extname(import.meta.url)}`, import.meta.url), {
    name: 'watchdog',
    workerData: ordersFor(runtime, candidates, appUrl, pulse),
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });
  worker.unref();
  const note = noteBlocks(runtime);
  worker.on('message', (blocked: Blocked) => void note(blocked));
  worker.on('error', (error) => runtime.log.error({ err: error }, 'The watchdog is gone; blocks go unnoticed.'));
  return {
    async stop() {
      clearInterval(beating);
      await worker.terminate();
    },
  };
}

function ordersFor(
  { config }: Runtime,
  candidates: readonly Candidate[],
  appUrl: string,
  pulse: Int32Array,
): WatchdogOrders {
  const plugins = candidates.map(({ name, folder, codeFolder }) => ({ name, folder, codeFolder }));
  return { pulse, plugins, appUrl, limitMs: config.pluginBlockLimitMs, isQuiet: config.logLevel === 'silent' };
}

/** Answers the watchdog in the midst of what goes on. */
function sayCall(): string | null {
  const call = currentCall();
  if (!call) return null;
  const { plugin, what, within } = call;
  return JSON.stringify({ plugin, what, workspace: within?.workspace?.slug });
}
