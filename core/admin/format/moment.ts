import { memo } from './memo.ts';
import type { Region } from './region.ts';

const absolute = memo((key) => {
  const [locale = 'en', timezone = 'UTC'] = key.split('|');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone });
});
const relative = memo((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** `1 May 2026, 09:30` on the reader's clock. */
export function formatMoment(instant: string, { locale, timezone }: Region): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : absolute(`${locale}|${timezone}`).format(date);
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `3 days ago`, `in 2 hours`, `now`. */
export function formatAgo(instant: string, locale: string, now: Date): string {
  const seconds = (Date.parse(instant) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return instant;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 60];
  return relative(locale).format(unit === 'second' ? 0 : Math.round(seconds / size), unit);
}
