import type { Job } from './job.ts';

/** Which job, when, and what happens to times that were missed or overlap. */
export interface ScheduleOptions<Payload> {
  readonly title: string;
  readonly job: Job<Payload>;
  readonly payload: Payload;
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** The workspace's own, or an IANA name. Default: `workspace`. */
  readonly timeZone?: 'workspace' | (string & {});
  /** What happens to times that passed while nothing ran. Default: `one`. */
  readonly catchUp?: 'none' | 'one' | 'all';
  /** When the one before still waits or runs. Default: `skip`; with `catchUp: 'all'` it is `queue`, and `skip` is refused. */
  readonly overlap?: 'skip' | 'queue' | 'allow';
}

/** What `defineSchedule` gives. */
export interface Schedule<Payload = unknown> extends ScheduleOptions<Payload> {
  /** `<plugin>.<words>`. */
  readonly id: string;
}

/**
 * A job by the clock, in every workspace where the plugin is on. Held in PostgreSQL: a stop loses none, two
 * processes double none.
 *
 * @example
 * export const morningReminders = defineSchedule('finance.morning-reminders', {
 *   title: 'Remind of overdue invoices', job: remindAllOverdue, payload: {}, cron: '0 8 * * 1-5' });
 */
export function defineSchedule<Payload>(id: string, options: ScheduleOptions<Payload>): Schedule<Payload> {
  return Object.freeze({ id, ...options });
}
