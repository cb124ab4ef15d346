import { memo } from './memo.ts';

const formats = memo((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }));
const short = memo(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
);

/** A calendar day, the same in every time zone: `12 May 2026`. */
export function formatDay(day: string, locale: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : formats(locale).format(date);
}

/** `12 May`, with the year where it is not the given one. */
export function formatDayShort(day: string, locale: string, year: string): string {
  if (!day.startsWith(year)) return formatDay(day, locale);
  return short(locale).format(new Date(`${day}T00:00:00Z`));
}

const months = memo(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** `May 2026` from any day of it. */
export function formatMonth(day: string, locale: string): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : months(locale).format(date);
}
