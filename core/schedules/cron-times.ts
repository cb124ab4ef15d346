import { Cron } from 'croner';

/**
 * The first time of a pattern after this moment, by the clocks of a time zone; null when there is none.
 * A fixed time that the clocks leave out comes right after the gap; one that comes twice counts once.
 * Patterns that repeat within an hour go on through both. (Vixie cron's rules, as croner keeps them.)
 *
 * @throws when the pattern or the time zone is none
 */
export function nextTime(cron: string, timeZone: string, after: Date): Date | null {
  return new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' }).nextRun(after);
}

/** The times after `from` up to and including `to`, the last `most` of them. */
export function timesBetween(cron: string, timeZone: string, from: Date, to: Date, most: number): Date[] {
  const times: Date[] = [];
  let time = nextTime(cron, timeZone, from);
  while (time && time <= to) {
    times.push(time);
    if (times.length > most) times.shift();
    time = nextTime(cron, timeZone, time);
  }
  return times;
}
