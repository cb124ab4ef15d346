import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/schema.ts';
import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

/** A process among those that do the same; it keeps its name over a restart. */
export interface Turn {
  readonly duty: 'web' | 'worker';
  readonly holder: string;
}

type Place = Pick<Runtime, 'database' | 'log'>;

const lookEveryMs = 300;
/** Longer than a process takes to come up again; then the next may try. */
const seconds = 300;
const longestWaitMs = 600_000;

export function turnOf({ port, workerPort }: Config, serves: boolean): Turn {
  return serves
    ? { duty: 'web', holder: `${hostname()}:${port}` }
    : { duty: 'worker', holder: `${hostname()}:${workerPort}` };
}

const take = `insert into restart_turns (duty, holder, until) values ($1, $2, now() + make_interval(secs => ${seconds}))
  on conflict (duty) do update set holder = excluded.holder, until = excluded.until
  where restart_turns.until < now() or restart_turns.holder = excluded.holder returning 1`;
const end = 'delete from restart_turns where duty = $1 and holder = $2';

/** Waits until no other process of the same duty starts anew; if that takes too long, all the same. */
export async function takeTurn(place: Place, turn: Turn, stopping: AbortSignal): Promise<void> {
  const giveUpAt = performance.now() + longestWaitMs;
  while (!stopping.aborted && performance.now() < giveUpAt) {
    const taken = await run(place, take, turn).catch(() => []);
    if (taken.length > 0) return;
    await pause(lookEveryMs);
  }
}

/** This process serves again: it is the next one's turn. */
export async function endTurn(place: Place, turn: Turn): Promise<void> {
  await run(place, end, turn).catch((error: unknown) => {
    place.log.warn({ err: error }, 'The turn to restart was not handed on; it ends by itself.');
  });
}

function run({ database }: Place, text: string, { duty, holder }: Turn): Promise<object[]> {
  return inInstance(database, (unit) => unit.run({ text, values: [duty, holder] }));
}
