import { memo } from '../format/memo.ts';
import { minorDigits } from '../format/money.ts';

const formats = memo((key) => {
  const [locale = 'en', currency = 'EUR'] = key.split('|');
  const shape = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  return new Intl.NumberFormat(locale, shape);
});

/** `€38,800`, and the cents only where there are any. */
export function wholeMoney(minor: number, currency: string, locale: string): string {
  return formats(`${locale}|${currency}`).format(minor / 10 ** minorDigits(currency));
}
