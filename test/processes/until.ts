import { setTimeout as pause } from 'node:timers/promises';

/** Waits until it holds. @throws Error after half a minute, or what is given */
export async function until(holds: () => Promise<boolean> | boolean, patienceMs = 30_000): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not happen within ${patienceMs} ms.`);
    await pause(20);
  }
}
