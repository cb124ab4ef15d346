import { memo } from './memo.ts';

const plain = memo((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }));
const separators = memo((locale) => {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.8);
  const textOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: textOf('decimal') || '.', group: textOf('group') };
});

export function formatNumber(value: number, locale: string): string {
  return plain(locale).format(value);
}

/** A number as one types it: no grouping, the decimal mark of the locale. */
export function numberInput(value: number, locale: string): string {
  return String(value).includes('e')
    ? formatNumber(value, locale)
    : String(value).replace('.', separators(locale).decimal);
}

/**
 * Read what a person typed as plain digits with a point, `1.234,56` → `1234.56` where the comma is
 * the decimal mark. Null when it is no number. A single mark that is not the locale's grouping done
 * right is taken as decimal, because people type `1.5` everywhere.
 */
export function readNumber(typed: string, locale: string): string | null {
  const text = typed
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^\u2212/, '-');
  const { decimal } = separators(locale);
  const other = decimal === ',' ? '.' : ',';
  const ungrouped = isGrouped(text, other, decimal) ? text.replaceAll(other, '') : text;
  const normal = ungrouped.replace(decimal, '.').replace(other, '.');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(normal) ? normal.replace(/^\+/, '') : null;
}

/** Does the mark stand only where thousands are grouped? */
function isGrouped(text: string, mark: string, decimal: string): boolean {
  const [whole = ''] = text.split(decimal);
  return new RegExp(`^[+-]?\\d{1,3}(\\${mark}\\d{3})+$`).test(whole);
}
