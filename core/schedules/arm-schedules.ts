import { readInstance } from '../db/read-instance.ts';
import { runOnce } from '../db/run-once.ts';
import type { Runtime } from '../runtime.ts';
import { nextTime } from './cron-times.ts';
import type { KnownSchedule } from './known-schedules.ts';

interface Wanted {
  readonly workspace_id: string;
  readonly id: string;
  readonly cron: string;
  readonly time_zone: string;
}

const arm = `
  insert into schedules (workspace_id, id, cron, time_zone, due_at, armed_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (workspace_id, id) do update set cron = excluded.cron, time_zone = excluded.time_zone,
    due_at = excluded.due_at, armed_at = excluded.armed_at
  where schedules.cron <> excluded.cron or schedules.time_zone <> excluded.time_zone`;

/** Sets the clock for schedules that are new in a workspace or have changed; they begin from now. */
export async function armSchedules(
  runtime: Runtime,
  known: ReadonlyMap<string, KnownSchedule>,
  now: Date,
): Promise<void> {
  const declared = [...known.values()].map(({ needs, schedule }) => ({
    id: schedule.id,
    needs,
    cron: schedule.cron,
    time_zone: schedule.timeZone === 'workspace' ? null : (schedule.timeZone ?? null),
  }));
  const wanted = await readInstance<Wanted>(runtime.database, {
    text: 'select * from schedules_wanted($1)',
    values: [JSON.stringify(declared)],
  });
  for (const one of wanted) await armOne(runtime, one, now);
}

async function armOne({ database, log }: Runtime, wanted: Wanted, now: Date): Promise<void> {
  const { workspace_id: workspaceId, id, cron, time_zone: timeZone } = wanted;
  const dueAt = timeOrNull(wanted, now, log);
  if (!dueAt) return;
  const values = [workspaceId, id, cron, timeZone, dueAt.toISOString(), now.toISOString()];
  await runOnce(database, workspaceId, { text: arm, values });
}

function timeOrNull({ id, cron, time_zone: timeZone }: Wanted, now: Date, log: Runtime['log']): Date | null {
  try {
    return nextTime(cron, timeZone, now);
  } catch (error) {
    log.error({ err: error, schedule: id, cron, timeZone }, 'A schedule has no times; mend its pattern.');
    return null;
  }
}
