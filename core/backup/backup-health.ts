import type { Runtime } from '../runtime.ts';
import type { Health } from '../sdk/index.ts';
import { readPlan, rhythmMs } from './plan/backup-plan.ts';
import { lastBackups } from './tasks/find-tasks.ts';

/** Two were missed: one may run late, or the machine was off for a night. */
const patience = 2.5;

/** Is there a fresh backup? The message names the day of the last that ended well. */
export async function backupHealth(runtime: Pick<Runtime, 'database' | 'now'>): Promise<Health> {
  const [plan, { done, failed }] = await Promise.all([readPlan(runtime), lastBackups(runtime)]);
  const last = done?.finishedAt
    ? `The last backup was made at ${minuteOf(done.finishedAt)}.`
    : 'There is no backup yet.';
  if (failed && (!done || timeOf(failed) > timeOf(done))) {
    return {
      status: 'failed',
      message: `A backup failed. ${last} ${failed.error ?? ''}`.trim().slice(0, 500),
    };
  }
  if (!plan.isOn) return { status: 'degraded', message: `${last} None are planned.` };
  const age = done ? runtime.now().getTime() - timeOf(done) : null;
  if (age !== null && age > patience * rhythmMs[plan.rhythm])
    return { status: 'failed', message: `${last} It is too old.` };
  return { status: age === null ? 'degraded' : 'good', message: last };
}

function timeOf({ finishedAt }: { readonly finishedAt: string | null }): number {
  return new Date(finishedAt ?? 0).getTime();
}

function minuteOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
