import type { ScreenField } from '../fields/screen-field.ts';
import { moneyInput, readMoney } from '../format/money.ts';
import { numberInput, readNumber } from '../format/number.ts';
import { dayIn, instantAt } from '../format/zoned-time.ts';
import type { FormReading } from '../forms/input-text.ts';

/** Does a value close a range? Then a day is meant to its end. */
type Edge = 'from' | 'to';

/** One entered value as it is written in an address; null where it cannot be read. */
export function filterValue(
  { field }: Pick<ScreenField, 'field'>,
  typed: string,
  edge: Edge,
  { region, currency }: FormReading,
): string | null {
  const text = typed.trim();
  if (text === '') return null;
  switch (field.kind) {
    case 'integer':
    case 'number':
      return readNumber(text, region.locale);
    case 'money': {
      const minor = readMoney(text, currency, region.locale);
      return minor === null ? null : String(minor);
    }
    case 'instant':
      return instantAt(`${text}T${edge === 'from' ? '00:00:00' : '23:59:59'}`, region.timezone);
    default:
      return text;
  }
}

/** A value of an address as the editor shows it: what `filterValue` would read back. */
export function filterText(
  { field }: Pick<ScreenField, 'field'>,
  value: string,
  { region, currency }: FormReading,
): string {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return Number.isFinite(Number(value)) ? numberInput(Number(value), region.locale) : value;
    case 'money':
      return Number.isFinite(Number(value)) ? moneyInput(Number(value), currency, region.locale) : value;
    case 'instant': {
      const moment = new Date(value);
      return Number.isNaN(moment.getTime()) ? '' : dayIn(region.timezone, moment);
    }
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '';
    default:
      return value;
  }
}
