import type { FieldKind } from '../../sdk/index.ts';
import { isNullable, type ScreenField } from '../fields/screen-field.ts';
import { readMoney } from '../format/money.ts';
import { readNumber } from '../format/number.ts';
import { instantAt } from '../format/zoned-time.ts';
import type { FormReading } from './input-text.ts';
import { type Typed, textOf, textsOf } from './typed.ts';

/** A value for the record, what is wrong with what was typed, or nothing to be set. */
export type ReadValue =
  | { readonly value: unknown }
  | { readonly problem: FormProblem }
  | { readonly isLeftOut: true };

/** Keys of the catalogue: the words are the page's affair. */
export type FormProblem =
  | 'form.problem.required'
  | 'form.problem.number'
  | 'form.problem.whole'
  | 'form.problem.amount'
  | 'form.problem.moment'
  | 'form.problem.choose';

type Read = (text: string, field: ScreenField, reading: FormReading) => ReadValue;

/**
 * What a person entered in one field, in the type the field stores. Limits and formats are left to
 * the field's own rules; only what cannot be turned into a value is a problem here.
 */
export function readValue(field: ScreenField, typed: Typed, reading: FormReading): ReadValue {
  const { kind } = field.field;
  if (kind === 'tags') return readTags(field, typed);
  const text = textOf(typed, field.name);
  if (kind === 'checkbox') return readCheckbox(field, text);
  if (text.trim() === '') return readEmpty(field);
  return (readers[kind] ?? asText)(text, field, reading);
}

/** Empty means: no value, the default, or that something must be given. */
function readEmpty(field: ScreenField): ReadValue {
  if (isNullable(field)) return { value: null };
  if (field.field.required) return { problem: 'form.problem.required' };
  return field.field.default === undefined ? { isLeftOut: true } : { value: field.field.default };
}

const asText: Read = (text) => ({ value: text.replace(/\r\n/g, '\n') });

const readers: Partial<Record<FieldKind, Read>> = {
  integer: (text, _field, { region }) => {
    const number = readNumber(text, region.locale);
    if (number === null) return { problem: 'form.problem.number' };
    return Number.isInteger(Number(number)) ? { value: Number(number) } : { problem: 'form.problem.whole' };
  },
  number: (text, _field, { region }) => {
    const number = readNumber(text, region.locale);
    return number === null ? { problem: 'form.problem.number' } : { value: Number(number) };
  },
  money: (text, _field, { region, currency }) => {
    const minor = readMoney(text, currency, region.locale);
    return minor === null ? { problem: 'form.problem.amount' } : { value: minor };
  },
  instant: (text, _field, { region }) => {
    const instant = instantAt(text.trim(), region.timezone);
    return instant === null ? { problem: 'form.problem.moment' } : { value: instant };
  },
  day: (text) => ({ value: text.trim() }),
  choice: (text) => ({ value: text }),
  reference: (text) => ({ value: text }),
  user: (text) => ({ value: text }),
};

/** A box that may also be unknown is asked as a choice of three. */
function readCheckbox(field: ScreenField, text: string): ReadValue {
  if (!isNullable(field)) return { value: text === 'true' };
  if (text === '') return { value: null };
  return text === 'true' || text === 'false'
    ? { value: text === 'true' }
    : { problem: 'form.problem.choose' };
}

function readTags(field: ScreenField, typed: Typed): ReadValue {
  const texts = textsOf(typed, field.name);
  const tags = field.custom ? texts : texts.flatMap((text) => text.split(','));
  const given = tags.map((tag) => tag.trim()).filter(Boolean);
  if (given.length > 0) return { value: given };
  if (field.field.required) return { problem: 'form.problem.required' };
  return { value: isNullable(field) ? null : [] };
}
