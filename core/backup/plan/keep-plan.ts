import { v7 as newId } from 'uuid';
import { readInstance } from '../../db/read-instance.ts';
import { inInstance, type UnitOfWork } from '../../db/unit-of-work.ts';
import { instanceIsMuted } from '../../muting/muting-table.ts';
import type { Runtime } from '../../runtime.ts';
import { nextTime } from '../../schedules/cron-times.ts';
import { type BackupPlan, cronOf, type PlanInput, planColumns, readPlan } from './backup-plan.ts';
import { tryAgain } from './try-again.ts';

type Place = Pick<Runtime, 'database' | 'config'>;

const save = `
  insert into backup_plan (is_on, rhythm, at_time, weekday, time_zone, keep, recipient, due_at, armed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (is_plan) do update set is_on = excluded.is_on, rhythm = excluded.rhythm, at_time = excluded.at_time,
    weekday = excluded.weekday, time_zone = excluded.time_zone, keep = excluded.keep, recipient = excluded.recipient,
    due_at = excluded.due_at, armed_at = excluded.armed_at`;

/** Backups are made by this plan from now on. */
export async function savePlan({ database }: Place, plan: PlanInput, now: Date): Promise<BackupPlan> {
  const { isOn, rhythm, atTime, weekday, timeZone, keep, recipient } = plan;
  const values = [
    isOn,
    rhythm,
    atTime,
    weekday,
    timeZone,
    keep,
    recipient,
    next(plan, now),
    now.toISOString(),
  ];
  await readInstance(database, { text: save, values });
  return readPlan({ database });
}

function next(plan: PlanInput, after: Date): string {
  return nextTime(cronOf(plan), plan.timeZone, after)?.toISOString() ?? 'infinity';
}

const lock = `select ${planColumns} from backup_plan
  where is_on and not ${instanceIsMuted} and (due_at <= $1 or armed_at > $1::timestamptz + interval '1 minute')
  for update skip locked`;
const rearm = 'update backup_plan set due_at = $1, armed_at = $2';
const ask = `insert into archive_tasks (id, kind, recipient, planned_for, asked_by)
  values ($1, 'backup', $2, $3, 'system:plan') on conflict (planned_for) do nothing`;

/**
 * Asks for the backup that is due, and sets the clock anew, in one transaction. What was missed in a long stop is made
 * up for once; a clock that was put back only works out the next time anew. A muted instance makes none: the one it was
 * made from still does, perhaps into the same folder.
 */
export async function keepPlan({ database, config }: Place, now: Date): Promise<void> {
  await inInstance(database, async (unit) => {
    const [plan] = await unit.run<BackupPlan>({ text: lock, values: [now.toISOString()] });
    if (plan) await askDue(unit, config, plan, now);
    else await tryAgain(unit, now);
  });
}

async function askDue(unit: UnitOfWork, config: Place['config'], plan: BackupPlan, now: Date): Promise<void> {
  if (plan.dueAt !== null && new Date(plan.dueAt) <= now) {
    const values = [newId(), recipientOf(plan, config), plan.dueAt];
    await unit.run({ text: ask, values });
  }
  await unit.run({ text: rearm, values: [next(plan, now), now.toISOString()] });
}

/** Who can open what is made now; null when anybody can who has the file. */
export function recipientOf(
  { recipient }: Pick<BackupPlan, 'recipient'>,
  { backupRecipient }: Pick<Runtime['config'], 'backupRecipient'>,
): string | null {
  return recipient ?? backupRecipient ?? null;
}
