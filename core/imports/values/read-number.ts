import type { DecimalMark } from './decimal-mark.ts';

const unusual = /[\u2212\u2010-\u2015]/g;
const spaces = /[\s\u00A0\u202F'’_]/g;
const accounting = /^\((.*)\)$/;
/** A number in plain digits, or with thousands in groups; Indian grouping by twos too. */
const shapes: Record<DecimalMark, RegExp> = {
  '.': /^(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?(?:e[+-]?\d{1,2})?$/i,
  ',': /^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?(?:e[+-]?\d{1,2})?$/i,
};

/** A number as JavaScript writes it (`-1234.56`), from one as people write it; null when it is none. */
export function plainNumber(text: string, mark: DecimalMark): string | null {
  const tidy = text.trim().replace(unusual, '-').replace(spaces, '');
  const [, inner] = accounting.exec(tidy) ?? [];
  const [, sign = '', digits = '', trailing = ''] = /^([+-]?)(.*?)([+-]?)$/.exec(inner ?? tidy) ?? [];
  if (!/\d/.test(digits) || !shapes[mark].test(digits) || (sign && trailing)) return null;
  const isNegative = inner !== undefined || sign + trailing === '-';
  const plain = mark === '.' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.');
  return (isNegative ? '-' : '') + plain;
}

/** A number; a percent sign after it is allowed and dropped. */
export function readNumber(text: string, mark: DecimalMark): number | null {
  const plain = plainNumber(text.trim().replace(/\s*%$/, ''), mark);
  const number = plain === null ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : null;
}
