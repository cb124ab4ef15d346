import { readInstance } from '../db/read-instance.ts';
import { isTransient } from '../db/transient.ts';
import { modulesTopic } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import { armSchedules } from './arm-schedules.ts';
import { fireSchedule } from './fire-schedule.ts';
import { type KnownSchedule, knownSchedules, runningSchedules } from './known-schedules.ts';

const lookEveryMs = 1_000;
const armEveryMs = 30_000;
const mostAtOnce = 200;
/** One that cannot be dealt with is tried again after this. */
const restMs = 60_000;

/** Keeps the schedules of all workspaces, beside whichever other processes do. Time is the database's. */
export function startSchedules(runtime: Runtime): { stop(): Promise<void> } {
  const known = knownSchedules(runtime.registry);
  if (known.size === 0) return { stop: async () => undefined };
  const { awake, rest } = restsOf(known);
  let current: Promise<void> = Promise.resolve();
  let armedAt = Number.NEGATIVE_INFINITY;
  let isFailing = false;
  const look = async (): Promise<void> => {
    try {
      const now = await databaseTime(runtime);
      const isTimeToArm = performance.now() - armedAt > armEveryMs;
      if (isTimeToArm) armedAt = performance.now();
      rest(await keepSchedules(runtime, awake(), now, isTimeToArm));
      isFailing = false;
    } catch (error) {
      armedAt = Number.NEGATIVE_INFINITY;
      if (!isFailing) runtime.log.warn({ err: error }, 'Schedules pause: they cannot be looked up.');
      isFailing = true;
    }
  };
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    current = look().finally(() => {
      isLooking = false;
    });
  }, lookEveryMs).unref();
  const deaf = runtime.broadcast.hear(modulesTopic, () => {
    armedAt = Number.NEGATIVE_INFINITY;
  });
  return {
    async stop() {
      clearInterval(timer);
      deaf();
      await current;
    },
  };
}

function restsOf(known: ReadonlyMap<string, KnownSchedule>) {
  const restingUntil = new Map<string, number>();
  return {
    awake: () => new Map([...known].filter(([id]) => (restingUntil.get(id) ?? 0) <= performance.now())),
    rest(ids: Iterable<string>): void {
      for (const id of ids) restingUntil.set(id, performance.now() + restMs);
    },
  };
}

/**
 * One look at one moment: set what is new, deal with what is due.
 * @returns the ids of those that could not be dealt with; they hold up no others
 */
export async function keepSchedules(
  runtime: Runtime,
  known: ReadonlyMap<string, KnownSchedule>,
  now: Date,
  alsoArm = true,
): Promise<ReadonlySet<string>> {
  if (alsoArm) await armSchedules(runtime, known, now);
  const due = await readInstance<{ workspace_id: string; id: string }>(runtime.database, {
    text: 'select * from schedules_due($1, $2, $3)',
    values: [now.toISOString(), runningSchedules(runtime.registry, known), mostAtOnce],
  });
  const failed = new Set<string>();
  for (const { workspace_id: workspaceId, id } of due) {
    const schedule = known.get(id);
    if (!schedule || failed.has(id)) continue;
    await fireSchedule(runtime, workspaceId, schedule, now).catch((error: unknown) => {
      if (isTransient(error)) throw error;
      failed.add(id);
      const details = { err: error, plugin: schedule.plugin, schedule: id, workspaceId };
      runtime.log.error(details, 'A schedule could not be dealt with; the others go on.');
    });
  }
  return failed;
}

async function databaseTime({ database }: Runtime): Promise<Date> {
  const [row] = await readInstance<{ now: string }>(database, { text: 'select now() as now', values: [] });
  return new Date(row?.now ?? Number.NaN);
}
