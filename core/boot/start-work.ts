import { tendingActions } from '../actions/tend-actions.ts';
import { removingOldArchives } from '../backup/remove-old-archives.ts';
import { startArchiveTasks } from '../backup/tasks/start-archive-tasks.ts';
import { forgettingEvents } from '../events/forget-old-events.ts';
import type { Chore } from '../housekeeping/chore.ts';
import { startChore } from '../housekeeping/start-chore.ts';
import { startImports } from '../imports/start-imports.ts';
import { forgettingJobs } from '../jobs/forget-old-jobs.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { measuring } from '../meters/measure-daily.ts';
import { startBackFill } from '../modules/back-fill.ts';
import { forgettingNotifications } from '../notifications/forget-old-notifications.ts';
import { forgettingPackages } from '../packages/forget-packages.ts';
import type { Runtime } from '../runtime.ts';
import { startSchedules } from '../schedules/start-schedules.ts';
import { forgettingDeliveries } from '../webhooks/forget-old-deliveries.ts';
import type { Closing } from './closing.ts';

const chores: readonly Chore[] = [
  forgettingEvents,
  forgettingJobs,
  forgettingNotifications,
  forgettingDeliveries,
  forgettingPackages,
  removingOldArchives,
  tendingActions,
  measuring,
];

/** What goes on without anybody asking over the web. */
export function startWork(runtime: Runtime, closing: Closing): void {
  for (const chore of chores) {
    const { stop } = startChore(runtime, chore);
    closing.addEarly(chore.what, stop);
  }
  const filling = startBackFill(runtime);
  closing.addEarly('the filling of workspaces for new plugins', () => filling.stop());
  const imports = startImports(runtime);
  closing.addEarly('imports', () => imports.stop());
  const archives = startArchiveTasks(runtime);
  closing.addEarly('backups', () => archives.stop());
  const schedules = startSchedules(runtime);
  closing.addEarly('schedules', () => schedules.stop());
  const jobs = startJobs(runtime);
  closing.addEarly('jobs', () => jobs.stop());
}
