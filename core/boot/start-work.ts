import { startTendingActions } from '../actions/tend-actions.ts';
import { startArchiveTasks } from '../backup/tasks/start-archive-tasks.ts';
import { startForgettingEvents } from '../events/forget-old-events.ts';
import { startImports } from '../imports/start-imports.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { startMeasuring } from '../meters/measure-daily.ts';
import { startBackFill } from '../modules/back-fill.ts';
import { startForgettingNotifications } from '../notifications/forget-old-notifications.ts';
import { startForgettingPackages } from '../packages/forget-packages.ts';
import type { Runtime } from '../runtime.ts';
import { startSchedules } from '../schedules/start-schedules.ts';
import { startForgettingDeliveries } from '../webhooks/forget-old-deliveries.ts';
import type { Closing } from './closing.ts';

/** What goes on without anybody asking over the web. */
export function startWork(runtime: Runtime, closing: Closing): void {
  const forgetting = startForgettingEvents(runtime);
  closing.addEarly('the removal of old events', () => forgetting.stop());
  const filling = startBackFill(runtime);
  closing.addEarly('the filling of workspaces for new plugins', () => filling.stop());
  const approvals = startTendingActions(runtime);
  closing.addEarly('approvals and keys', () => approvals.stop());
  const messages = startForgettingNotifications(runtime);
  closing.addEarly('the removal of old messages', () => messages.stop());
  const deliveries = startForgettingDeliveries(runtime);
  closing.addEarly('the removal of old deliveries', () => deliveries.stop());
  const packages = startForgettingPackages(runtime);
  closing.addEarly('the removal of packages that nobody installed', () => packages.stop());
  const measuring = startMeasuring(runtime);
  closing.addEarly('usage meters', () => measuring.stop());
  const imports = startImports(runtime);
  closing.addEarly('imports', () => imports.stop());
  const archives = startArchiveTasks(runtime);
  closing.addEarly('backups', () => archives.stop());
  const schedules = startSchedules(runtime);
  closing.addEarly('schedules', () => schedules.stop());
  const jobs = startJobs(runtime);
  closing.addEarly('jobs', () => jobs.stop());
}
