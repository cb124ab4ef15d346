import type { Schedule } from '../sdk/index.ts';

/** A time dealt with no later than this was not missed. */
const punctualMs = 60_000;

/** Which of the times that have passed are worked on, by what the schedule says of those it missed. */
export function chooseTimes(
  passed: readonly Date[],
  now: Date,
  catchUp: NonNullable<Schedule['catchUp']>,
): readonly Date[] {
  if (catchUp === 'all') return passed;
  const last = passed.slice(-1);
  if (catchUp === 'one') return last;
  return last.filter((time) => now.getTime() - time.getTime() <= punctualMs);
}
