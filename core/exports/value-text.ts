import { currencyDigits } from '../money/currency-digits.ts';
import type { Field } from '../sdk/index.ts';

/** What a value needs besides itself to be written: the currency of its record, or of the workspace. */
export interface ValueTerms {
  readonly currency: string;
}

/** A value as a file holds it: readable by people, and by an import. */
export function valueText(field: Field, value: unknown, terms: ValueTerms): string {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'money':
      return majorUnits(Number(value), terms.currency);
    case 'choice':
      return labelOf(field, value);
    case 'checkbox':
      return value === true ? 'yes' : 'no';
    case 'tags':
      return (Array.isArray(value) ? value : [value]).map((one) => labelOf(field, one)).join('; ');
    case 'instant':
      return String(value).replace('+00:00', 'Z');
    default:
      return String(value);
  }
}

function labelOf({ choices }: Field, value: unknown): string {
  return choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

/** `-1250` cents → `-12.50`: digits are moved as text, so nothing is rounded. */
export function majorUnits(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
