import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

const keptDays = 30;
const stepSize = 2_000;
const everyMs = 60 * 60 * 1_000;

/** Once an hour, what was received more than a month ago goes. A replay that old is refused by its age. */
export function startForgettingDeliveries(runtime: Runtime): { stop(): void } {
  const timer = setInterval(() => {
    forgetOldDeliveries(runtime).catch((error: unknown) =>
      runtime.log.warn({ err: error }, 'Old deliveries could not be removed; trying again in an hour.'),
    );
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}

/** @returns how many went */
export async function forgetOldDeliveries(runtime: Runtime): Promise<number> {
  const before = new Date(runtime.now().getTime() - keptDays * 24 * 60 * 60 * 1_000);
  for (let total = 0; ; ) {
    const [row] = await inInstance(runtime.database, (unit) =>
      unit.run<{ gone: number }>({
        text: 'select webhook_deliveries_forget($1, $2) as gone',
        values: [before, stepSize],
      }),
    );
    total += row?.gone ?? 0;
    if ((row?.gone ?? 0) < stepSize) return total;
  }
}
