import { Cron } from 'croner';

/**
 * The first time of a pattern after this moment, by the clocks of a time zone; null when there is none.
 * A fixed time that the clocks leave out comes right after the gap; one that comes twice counts once.
 * Patterns with a wildcard as hour or minute go on through both. (Vixie cron's rules, as croner keeps them.)
 *
 * @throws when the pattern or the time zone is none
 */
export function nextTime(cron: string, timeZone: string, after: Date): Date | null {
  return patternOf(cron, timeZone).nextRun(after);
}

function patternOf(cron: string, timeZone: string): Cron {
  return new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part', fixedTimeRule: 'no-wildcard' });
}

const firstSpanMs = 60_000;
const wider = 4;

/**
 * The times after `from` up to and including `to`, the last `most` of them. They are looked for backwards from `to`
 * in growing spans: after a month of standstill a minute's schedule has passed 43 200 times, and each costs.
 */
export function timesBetween(cron: string, timeZone: string, from: Date, to: Date, most: number): Date[] {
  const pattern = patternOf(cron, timeZone);
  for (let spanMs = firstSpanMs; ; spanMs *= wider) {
    const start = new Date(Math.max(from.getTime(), to.getTime() - spanMs));
    const times = timesAfter(pattern, start, to);
    if (times.length >= most || start <= from) return times.slice(-most);
  }
}

function timesAfter(pattern: Cron, start: Date, to: Date): Date[] {
  const times: Date[] = [];
  for (let time = pattern.nextRun(start); time && time <= to; time = pattern.nextRun(time)) times.push(time);
  return times;
}
