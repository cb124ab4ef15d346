import { memo } from './memo.ts';
import { numberInput, readNumber } from './number.ts';

const digits = memo(
  (currency) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2,
);
const formats = memo((key) => {
  const [locale = 'en', currency = 'EUR', notation = 'standard'] = key.split('|');
  if (notation === 'compact') {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    });
  }
  return new Intl.NumberFormat(locale, { style: 'currency', currency });
});

/** How many digits the minor unit of a currency has: 2 for euro, 0 for yen. */
export function minorDigits(currency: string): number {
  return digits(currency);
}

/** `€ 1.234,50` from `123450`. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return formats(`${locale}|${currency}`).format(minor / 10 ** digits(currency));
}

/** `€ 1,2 mln.`, for tight places. */
export function formatMoneyShort(minor: number, currency: string, locale: string): string {
  return formats(`${locale}|${currency}|compact`).format(minor / 10 ** digits(currency));
}

/** An amount as one types it: `1234,50`. */
export function moneyInput(minor: number, currency: string, locale: string): string {
  const places = digits(currency);
  const text = numberInput(0.5, locale).includes(',') ? ',' : '.';
  return (minor / 10 ** places).toFixed(places).replace('.', text);
}

/** Minor units from what a person typed, without rounding errors; null when it is no amount of this currency. */
export function readMoney(typed: string, currency: string, locale: string): number | null {
  const places = digits(currency);
  const normal = readNumber(typed.replace(/[\p{Sc}]|[A-Za-z]{3}/gu, ''), locale);
  if (normal === null) return null;
  const isNegative = normal.startsWith('-');
  const [whole = '', rest = ''] = normal.replace('-', '').split('.');
  if (rest.replace(/0+$/, '').length > places) return null;
  const minor = Number(`${whole || '0'}${rest.slice(0, places).padEnd(places, '0')}`);
  if (!Number.isSafeInteger(minor)) return null;
  return isNegative && minor !== 0 ? -minor : minor;
}
