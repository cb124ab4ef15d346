import { memo } from './memo.ts';

const parts = memo(
  (timezone) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);

/** The wall clock of a time zone at a moment, `2026-05-01T09:30`, as a date-and-time input takes it. */
export function wallTime(instant: string, timezone: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : wallClock(date, timezone).slice(0, 16);
}

function wallClock(date: Date, timezone: string): string {
  const found = Object.fromEntries(
    parts(timezone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = found;
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`;
}

const wallShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/**
 * The moment at which a time zone's clocks show this time; null when it is no time. An hour that
 * comes twice is taken the first time, one that is skipped is moved on by what was skipped.
 */
export function instantAt(wall: string, timezone: string): string | null {
  if (!wallShape.test(wall)) return null;
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = asUtc - offsetAt(asUtc - 86_400_000, timezone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, timezone);
  const matches = [before, after].filter((time) => time + offsetAt(time, timezone) === asUtc);
  return new Date(matches.length > 0 ? Math.min(...matches) : before).toISOString();
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
function offsetAt(time: number, timezone: string): number {
  const whole = Math.floor(time / 1000) * 1000;
  return Date.parse(`${wallClock(new Date(whole), timezone)}Z`) - whole;
}

/** Today's calendar day there. */
export function dayIn(timezone: string, now: Date): string {
  return wallClock(now, timezone).slice(0, 10);
}
