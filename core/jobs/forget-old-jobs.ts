import { setTimeout as pause } from 'node:timers/promises';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import { deadKeptMs, endedKeptMs } from './limits.ts';

const stepSize = 2_000;
const pauseMs = 100;
const everyMs = 60 * 60 * 1_000;
/** Longer than any clock is likely to be wrong. */
const firesKeptMs = 90 * 24 * 60 * 60 * 1_000;

/** Once an hour what ended long ago goes, in small steps. @returns a function that ends it */
export function startForgettingJobs(runtime: Runtime): () => void {
  const stopped = new AbortController();
  const timer = setInterval(() => {
    forgetOldJobs(runtime, stopped.signal).catch((error: unknown) =>
      runtime.log.warn({ err: error }, 'Old jobs could not be removed; trying again in an hour.'),
    );
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    stopped.abort();
  };
}

/** @returns how many jobs went */
export async function forgetOldJobs(runtime: Runtime, signal?: AbortSignal): Promise<number> {
  const before = (keptMs: number) => new Date(runtime.now().getTime() - keptMs).toISOString();
  const jobs = await inSteps(
    runtime,
    'select jobs_forget($1, $2, $3) as gone',
    [before(endedKeptMs), before(deadKeptMs)],
    signal,
  );
  await inSteps(runtime, 'select schedule_fires_forget($1, $2) as gone', [before(firesKeptMs)], signal);
  return jobs;
}

async function inSteps(
  { database }: Runtime,
  text: string,
  befores: readonly string[],
  signal: AbortSignal | undefined,
): Promise<number> {
  let total = 0;
  while (!signal?.aborted) {
    const [row] = await readInstance<{ gone: number }>(database, { text, values: [...befores, stepSize] });
    const gone = row?.gone ?? 0;
    total += gone;
    if (gone < stepSize) break;
    await pause(pauseMs);
  }
  return total;
}
