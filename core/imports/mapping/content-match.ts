import type { Field, FieldKind } from '../../sdk/index.ts';
import { readMoney } from '../values/read-money.ts';
import { type ReadTerms, readerOf } from '../values/reader-of.ts';

/** The share of values (0 to 1) that this field could take; 1 for a column without values. */
export function fitOf(field: Field, values: readonly string[], terms: ReadTerms): number {
  if (values.length === 0) return 1;
  const read = readerOf(field, terms);
  const fitting = values.filter((value) => fits(field, read(value), terms));
  return fitting.length / values.length;
}

function fits(field: Field, converted: ReturnType<ReturnType<typeof readerOf>>, terms: ReadTerms): boolean {
  if ('problem' in converted) return false;
  switch (field.kind) {
    case 'reference':
    case 'user':
      return true;
    case 'money':
      return readMoney(String(converted.value), terms.decimalMark, 'USD') !== null;
    default:
      return field.schema.safeParse(converted.value).success;
  }
}

const looks: Partial<Record<FieldKind, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i,
  url: /^(https?:\/\/|www\.)\S+$/i,
  phone: /^(\+|00|\(0|0)[\d\s()./-]{6,}$/,
  day: /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})$/,
  money: /^(([€$£¥]|[A-Z]{3})\s?-?\d[\d.,\s]*|-?\d[\d.,\s]*\s?([€$£¥]|[A-Z]{3}))$/,
};

const mostly = 0.8;

/** What kind of field these values can only be meant for, whatever the column is called; null when nothing is plain. */
export function kindByContent(values: readonly string[]): FieldKind | null {
  if (values.length === 0) return null;
  const found = Object.entries(looks).find(([, look]) => {
    return values.filter((value) => look.test(value.trim())).length >= values.length * mostly;
  });
  return found ? (found[0] as FieldKind) : null;
}
