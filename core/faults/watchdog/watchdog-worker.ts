import { parentPort, workerData } from 'node:worker_threads';
import { pluginInStack } from '../../kernel/import/plugin-in-stack.ts';
import { directLog } from './direct-log.ts';
import { type MainThread, meetMainThread } from './main-thread.ts';
import { type Blocked, type WatchdogOrders, watching } from './messages.ts';
import { watch } from './watch.ts';

/** How a process ends that is to be started again: EX_TEMPFAIL of sysexits.h. */
const restartCode = 75;
const nativeCodeMs = 2_000;

const { pulse, plugins, appUrl, limitMs, isQuiet }: WatchdogOrders = workerData;
const log = directLog(isQuiet);

watch({
  ...{ pulse: () => Atomics.load(pulse, 0), inStack: pluginInStack(plugins), meet: meetMainThread, limitMs },
  onFound: (culprit, ms) =>
    log({ ...culprit, ms: Math.round(ms) }, 'A plugin keeps the process from answering.'),
  onMoving: (blocked) => parentPort?.postMessage(blocked),
  onLimit: (...seen) => void giveUp(...seen),
});

parentPort?.postMessage(watching);

/** Quarantine is enough for one that moves again while that is written down. */
async function giveUp(blocked: Blocked, thread: MainThread, isStill: () => boolean): Promise<void> {
  await putInQuarantine(blocked);
  if (!isStill()) return;
  thread.end(restartCode);
  // Code that is not ours to stop, such as a child process waited for, ends with the process.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), nativeCodeMs);
}

/** The main thread cannot, so this one does, over a connection of its own. */
async function putInQuarantine({ culprit, ms }: Blocked): Promise<void> {
  const { plugin, what, place } = culprit;
  const reason = `it kept the process from answering for ${Math.round(ms)} ms: ${what}, at ${place}`;
  log(
    { ...culprit, ms: Math.round(ms) },
    'A plugin blocks the process for good: it goes to quarantine, and the process starts anew.',
  );
  try {
    const { quarantineFromAside } = await import('./quarantine-from-aside.ts');
    await quarantineFromAside(appUrl, plugin, reason, log);
  } catch (error) {
    log({ plugin, err: String(error) }, 'The quarantine was not written down.');
  }
}
