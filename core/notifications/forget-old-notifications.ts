import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

const keptDays = 90;
const stepSize = 2_000;
const everyMs = 60 * 60 * 1_000;

/** Once an hour, messages older than three months go, read or not. */
export function startForgettingNotifications(runtime: Runtime): { stop(): void } {
  const timer = setInterval(() => {
    forgetOldNotifications(runtime).catch((error: unknown) =>
      runtime.log.warn({ err: error }, 'Old messages could not be removed; trying again in an hour.'),
    );
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}

/** @returns how many went */
export async function forgetOldNotifications(runtime: Runtime): Promise<number> {
  const before = new Date(runtime.now().getTime() - keptDays * 24 * 60 * 60 * 1_000);
  for (let total = 0; ; ) {
    const [row] = await inInstance(runtime.database, (unit) =>
      unit.run<{ gone: number }>({
        text: 'select notifications_forget($1, $2) as gone',
        values: [before, stepSize],
      }),
    );
    total += row?.gone ?? 0;
    if ((row?.gone ?? 0) < stepSize) return total;
  }
}
