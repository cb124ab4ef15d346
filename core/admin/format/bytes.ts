import { memo } from './memo.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const formats = memo((key) => {
  const [locale = 'en', unit = 'byte'] = key.split('|');
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
});

/** `4.2 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1000)), units.length - 1);
  return formats(`${locale}|${units[step] ?? 'byte'}`).format(bytes / 1000 ** step);
}
