import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './process-identity.ts';

/** PostgreSQL's own steps: end the sessions and stop cleanly, stop at once, and what cannot be refused. */
const steps = [
  { signal: 'SIGINT', patienceMs: 20_000 },
  { signal: 'SIGQUIT', patienceMs: 5_000 },
  { signal: 'SIGKILL', patienceMs: 5_000 },
] as const;

export async function stopProcess(pid: number, isGone: () => boolean = () => !isAlive(pid)): Promise<void> {
  for (const { signal, patienceMs } of steps) {
    signalProcess(pid, signal);
    if (await waitUntil(isGone, patienceMs)) return;
  }
  throw new Error(`The embedded PostgreSQL (process ${pid}) does not stop.`);
}

export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function waitUntil(isDone: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (!isDone()) {
    if (Date.now() > deadline) return false;
    await pause(10);
  }
  return true;
}
