import { memo } from './memo.ts';

const formats = memo((key) => {
  const [locale = 'en', unit = 'second'] = key.split('|');
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
});

/** `12 seconds`, `3 minutes`. */
export function formatDuration(seconds: number, locale: string): string {
  const [value, unit] = seconds < 90 ? [Math.round(seconds), 'second'] : [Math.round(seconds / 60), 'minute'];
  return formats(`${locale}|${unit}`).format(Number(value));
}
