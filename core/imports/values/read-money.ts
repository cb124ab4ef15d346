import { currencyDigits } from '../../money/currency-digits.ts';
import type { DecimalMark } from './decimal-mark.ts';
import { plainNumber } from './read-number.ts';

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₴': 'UAH',
  '₽': 'RUB',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₦': 'NGN',
};
const code = /(?<!\p{L})([A-Z]{3})(?!\p{L})/u;
const aroundAmount = /[^\d.,()+\-\u2212\s\u00A0\u202F'’]+/gu;

export interface WrittenAmount {
  /** Whole minor units of the currency. */
  readonly minor: number;
  /** The currency the cell itself names, if it does. */
  readonly currency: string | null;
}

/** Which currency a cell names: by its code, or by a sign that means only one. */
export function currencyIn(text: string): string | null {
  const [, named] = code.exec(text) ?? [];
  if (named) return named;
  const sign = Object.keys(signs).find((one) => text.includes(one));
  return sign === undefined ? null : (signs[sign] ?? null);
}

/** An amount in minor units; null when it is no amount or has more decimals than its currency. */
export function readMoney(text: string, mark: DecimalMark, fallbackCurrency: string): WrittenAmount | null {
  const currency = currencyIn(text);
  const plain = plainNumber(text.replace(aroundAmount, ''), mark);
  if (plain === null) return null;
  const minor = toMinor(plain, currencyDigits(currency ?? fallbackCurrency));
  return minor === null ? null : { minor, currency };
}

/** Exact, by moving the point in the text: 19.99 × 100 is not 1999 in floating point. */
function toMinor(plain: string, digits: number): number | null {
  const [whole = '', decimals = ''] = plain.split('.');
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > digits || /e/i.test(plain)) return null;
  const minor = Number(`${whole}${kept.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : null;
}
