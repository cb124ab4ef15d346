import { v7 as newId } from 'uuid';
import { inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import { insertJobs } from '../jobs/record/insert-jobs.ts';
import { worksOf } from '../jobs/works-of.ts';
import type { Runtime } from '../runtime.ts';
import type { Schedule } from '../sdk/index.ts';
import { chooseTimes } from './choose-times.ts';
import { nextTime, timesBetween } from './cron-times.ts';
import type { KnownSchedule } from './known-schedules.ts';

/** After a long stop, at most this many times of one schedule are caught up. */
const mostCaughtUp = 1_000;

interface Standing {
  readonly cron: string;
  readonly time_zone: string;
  readonly due_at: string;
}

const lock = `select cron, time_zone, due_at from schedules where workspace_id = $1 and id = $2
  and (due_at <= $3 or armed_at > $3::timestamptz + interval '1 minute') for update skip locked`;
const rearm = 'update schedules set due_at = $3, armed_at = $4 where workspace_id = $1 and id = $2';
const note = `insert into schedule_fires (workspace_id, schedule, fire_at, job_id) values ($1, $2, $3, $4)
  on conflict do nothing returning 1`;
const underWay = `select 1 from jobs where workspace_id = $1 and schedule = $2
  and state in ('delayed', 'ready', 'running', 'held') limit 1`;

/**
 * Deals with what a schedule of one workspace is due for, and sets its clock anew, in one transaction.
 * Each time by the clock is noted under its own key, so it happens once however often anybody tries.
 */
export async function fireSchedule(
  runtime: Runtime,
  workspaceId: string,
  known: KnownSchedule,
  now: Date,
): Promise<void> {
  const { schedule } = known;
  await inWorkspace(runtime.database, workspaceId, async (unit) => {
    const values = [workspaceId, schedule.id, now.toISOString()];
    const [standing] = await unit.run<Standing>({ text: lock, values });
    if (!standing) return;
    for (const time of timesDue(known, standing, now)) await fireOnce(runtime, unit, known, time);
    const next = nextTime(standing.cron, standing.time_zone, now)?.toISOString() ?? 'infinity';
    await unit.run({ text: rearm, values: [workspaceId, schedule.id, next, now.toISOString()] });
    unit.afterCommit(() => runtime.enqueued.raise());
  });
}

/** None, when the clock has been put back: then only the next time is worked out anew. */
function timesDue({ schedule }: KnownSchedule, standing: Standing, now: Date): readonly Date[] {
  const first = new Date(standing.due_at);
  // One that never comes again has no such moment.
  if (!(first <= now)) return [];
  const { catchUp = 'one' } = schedule;
  const most = catchUp === 'all' ? mostCaughtUp - 1 : 1;
  const later = timesBetween(standing.cron, standing.time_zone, first, now, most);
  return chooseTimes([first, ...later], now, catchUp);
}

async function fireOnce(
  { registry }: Runtime,
  unit: UnitOfWork,
  { plugin, schedule }: KnownSchedule,
  time: Date,
): Promise<void> {
  const { workspaceId } = unit;
  if (workspaceId === null) return;
  const overlap = overlapOf(schedule);
  const isLeftOut = overlap === 'skip' && (await isUnderWay(unit, schedule.id));
  const id = isLeftOut ? null : newId();
  const noted = await unit.run({ text: note, values: [workspaceId, schedule.id, time.toISOString(), id] });
  if (noted.length === 0 || id === null) return;
  const job = {
    ...{ workspaceId, id, plugin, job: schedule.job.id, payload: schedule.payload as unknown },
    ...{ dueAt: null, priority: 5, key: null, schedule: schedule.id },
    maxAttempts: worksOf(registry).get(schedule.job.id)?.attempts ?? 1,
    lane: overlap === 'queue' ? `schedule:${schedule.id}` : null,
    actor: `system:schedule ${schedule.id}`,
  };
  await unit.run(insertJobs([job]));
}

/** Whoever wants all the times that passed wants none of them left out because they come together. */
function overlapOf({ overlap, catchUp }: Schedule): 'skip' | 'queue' | 'allow' {
  return overlap ?? (catchUp === 'all' ? 'queue' : 'skip');
}

async function isUnderWay(unit: UnitOfWork, schedule: string): Promise<boolean> {
  const rows = await unit.run({ text: underWay, values: [unit.workspaceId, schedule] });
  return rows.length > 0;
}
