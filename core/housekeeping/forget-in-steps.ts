import { setTimeout as pause } from 'node:timers/promises';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';

const stepSize = 2_000;
const pauseMs = 100;

/**
 * Removes in small steps what a function of the database forgets, so that nobody waits for long.
 * @param forget its name; it takes these moments and how many may go at most, and answers how many went
 * @returns how many went in all
 */
export async function forgetInSteps(
  { database }: Pick<Runtime, 'database'>,
  forget: `${string}_forget`,
  before: readonly Date[],
  signal?: AbortSignal,
): Promise<number> {
  const parameters = [...before, stepSize].map((_, index) => `$${index + 1}`);
  const text = `select ${forget}(${parameters.join(', ')}) as gone`;
  const values = [...before.map((moment) => moment.toISOString()), stepSize];
  for (let total = 0; ; await pause(pauseMs)) {
    const [row] = await readInstance<{ gone: number }>(database, { text, values });
    const gone = row?.gone ?? 0;
    total += gone;
    if (gone < stepSize || signal?.aborted) return total;
  }
}

/** The moment that lies so many milliseconds back. */
export function ago({ now }: Pick<Runtime, 'now'>, ms: number): Date {
  return new Date(now().getTime() - ms);
}
