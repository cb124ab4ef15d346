import { readMutings } from '../muting/muting.ts';
import type { Runtime } from '../runtime.ts';
import type { Health } from '../sdk/index.ts';
import { type BackupPlan, readPlan, rhythmMs } from './plan/backup-plan.ts';
import { triedAgainAt } from './plan/try-again.ts';
import type { ArchiveTask } from './tasks/archive-task.ts';
import { backupsByCommand, lastBackups, waitingSince } from './tasks/find-tasks.ts';

/** Two were missed: one may run late, or the machine was off for a night. */
const patience = 2.5;
/** So long the first of a plan may be due without being begun. */
const graceMs = 2 * 60 * 60 * 1_000;
/** A timer of the system is known by what it left: so many of its runs are looked at. */
const runs = { fewest: 3, most: 5 } as const;

type Place = Pick<Runtime, 'database' | 'now'>;

/** Is there a fresh backup? The message names the day of the last that ended well. */
export async function backupHealth(place: Place): Promise<Health> {
  const [plan, { done, failed }, mutings] = await Promise.all([
    readPlan(place),
    lastBackups(place),
    readMutings(place),
  ]);
  const last = done?.finishedAt
    ? `The last backup was made at ${minuteOf(done.finishedAt)}.`
    : 'There is no backup yet.';
  const isMuted = mutings.some(({ workspaceId }) => workspaceId === null);
  if (failed && (!done || timeOf(failed) > timeOf(done)))
    return failedHealth(failed, last, plan.isOn && !isMuted);
  if (done?.error) return { status: 'degraded', message: `${last} ${done.error}`.slice(0, 500) };
  if (!plan.isOn) return byCommandHealth(place, last);
  if (isMuted)
    return {
      status: 'degraded',
      message: `${last} The instance is muted: its plan makes none until it is confirmed.`,
    };
  return plannedHealth(place, plan, done, last);
}

function failedHealth(failed: ArchiveTask, last: string, isPlanKept: boolean): Health {
  const when = failed.state === 'failed' ? `at ${minuteOf(triedAgainAt(failed))}` : 'now';
  const again = isPlanKept && failed.plannedFor !== null ? ` It is tried again ${when}.` : '';
  const message = `A backup failed.${again} ${last} ${failed.error ?? ''}`;
  return { status: 'failed', message: message.trim().slice(0, 500) };
}

async function plannedHealth(
  place: Place,
  plan: BackupPlan,
  done: ArchiveTask | null,
  last: string,
): Promise<Health> {
  const now = place.now().getTime();
  if (done) {
    const isOld = now - timeOf(done) > patience * rhythmMs[plan.rhythm];
    return isOld
      ? { status: 'failed', message: `${last} It is too old.` }
      : { status: 'good', message: last };
  }
  const since = (await waitingSince(place)) ?? new Date(plan.dueAt ?? Number.NaN);
  if (now - since.getTime() <= graceMs || Number.isNaN(since.getTime()))
    return { status: 'degraded', message: last };
  const message = `${last} One has been due since ${minuteOf(since)}: see that a process works, and that it can write.`;
  return { status: 'failed', message };
}

/** A timer of the system that calls the command keeps a rhythm, too: the longest pause between its last runs. */
async function byCommandHealth(place: Place, last: string): Promise<Health> {
  const times = (await backupsByCommand(place, runs.most)).map((time) => time.getTime());
  if (times.length < runs.fewest) return { status: 'degraded', message: `${last} None are planned.` };
  const pauses = times.slice(1).map((time, index) => (times[index] ?? time) - time);
  const usual = Math.min(rhythmMs.weekly, Math.max(rhythmMs.hourly, ...pauses));
  const isOld = place.now().getTime() - (times[0] ?? 0) > patience * usual;
  if (!isOld) return { status: 'good', message: `${last} The command makes them.` };
  return { status: 'failed', message: `${last} The command used to make them more often: see to its timer.` };
}

function timeOf({ finishedAt }: { readonly finishedAt: string | null }): number {
  return new Date(finishedAt ?? 0).getTime();
}

function minuteOf(instant: string | Date): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
