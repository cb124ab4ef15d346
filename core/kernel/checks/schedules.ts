import { nextTime } from '../../schedules/cron-times.ts';
import { complaint } from '../problem.ts';
import { type Check, reachable } from './check.ts';

/** A pattern is judged from here on; one that never comes, such as the 30th of February, is none either. */
const from = new Date('2024-01-01T00:00:00Z');

/** Schedules must have times: a typing mistake is told at the start, not by silence. */
export const checkSchedules: Check = function* (plugin, company) {
  const known = new Set(reachable(plugin, company).flatMap(({ jobs = [] }) => jobs.map((job) => job.id)));
  for (const { id, job, cron, timeZone = 'workspace', catchUp, overlap } of plugin.schedules ?? []) {
    const place = `schedule ${id}`;
    if (!known.has(job.id)) yield complaint(place, `There is no job "${job.id}". Add it to jobs.`);
    if (catchUp === 'all' && overlap === 'skip')
      yield complaint(
        place,
        'It catches up all and skips what overlaps, so it would catch up one. Use overlap "queue".',
      );
    const zone = timeZone === 'workspace' ? 'UTC' : timeZone;
    if (!isTimeZone(zone)) {
      yield complaint(place, `"${zone}" is no time zone. Use "workspace" or a name such as "Europe/Berlin".`);
    } else if (!hasTimes(cron, zone)) {
      yield complaint(place, `"${cron}" never comes. Write five fields, such as "0 8 * * 1-5".`);
    }
  }
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

function hasTimes(cron: string, zone: string): boolean {
  try {
    return nextTime(cron, zone, from) !== null;
  } catch {
    return false;
  }
}
