import { setTimeout as pause } from 'node:timers/promises';
import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

const keptDays = 7;
const stepSize = 2_000;
const pauseMs = 100;
const everyMs = 60 * 60 * 1_000;

/** Keeps the outbox small: once an hour, what is older than a week goes, in small steps. */
export function startForgettingEvents(runtime: Runtime): { stop(): void } {
  const stopped = new AbortController();
  const timer = setInterval(() => {
    forgetOldEvents(runtime, stopped.signal).catch((error: unknown) =>
      runtime.log.warn({ err: error }, 'Old events could not be removed; trying again in an hour.'),
    );
  }, everyMs).unref();
  return {
    stop() {
      clearInterval(timer);
      stopped.abort();
    },
  };
}

/** @returns how many went */
export async function forgetOldEvents(runtime: Runtime, signal?: AbortSignal): Promise<number> {
  const before = new Date(runtime.now().getTime() - keptDays * 24 * 60 * 60 * 1_000).toISOString();
  let total = 0;
  while (!signal?.aborted) {
    const gone = await forgetStep(runtime, before);
    total += gone;
    if (gone < stepSize) break;
    await pause(pauseMs);
  }
  return total;
}

async function forgetStep({ database }: Runtime, before: string): Promise<number> {
  const [row] = await inInstance(database, (unit) =>
    unit.run<{ gone: number }>({
      text: 'select events_forget($1, $2) as gone',
      values: [before, stepSize],
    }),
  );
  return row?.gone ?? 0;
}
