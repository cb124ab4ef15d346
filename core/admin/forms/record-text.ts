import type { RecordJson } from '../../resources/shape/record-json.ts';
import { type ScreenField, valueIn } from '../fields/screen-field.ts';
import { type FormReading, inputText } from './input-text.ts';
import type { Typed } from './typed.ts';

/** A record as a form shows it. */
export function recordTexts(
  fields: readonly ScreenField[],
  record: RecordJson,
  readingOf: (field: ScreenField) => FormReading,
): Typed {
  return Object.fromEntries(
    fields.map((field) => [field.name, inputText(field, valueIn(record, field), readingOf(field))]),
  );
}

/** Values that somebody suggests, as a form shows them; what is empty suggests nothing. */
export function suggestedTexts(
  fields: readonly ScreenField[],
  suggested: Readonly<Record<string, unknown>>,
  readingOf: (field: ScreenField) => FormReading,
): Typed {
  const said = fields.filter(({ name }) => suggested[name] !== undefined && suggested[name] !== null);
  return Object.fromEntries(
    said.map((field) => [field.name, inputText(field, suggested[field.name], readingOf(field))]),
  );
}

/** The defaults of a new record, and what the address fills in beforehand. */
export function startingTexts(
  fields: readonly ScreenField[],
  given: Typed,
  readingOf: (field: ScreenField) => FormReading,
): Typed {
  return Object.fromEntries(
    fields.map((field) => {
      const start =
        field.field.kind === 'currency' && field.field.default === undefined
          ? readingOf(field).currency
          : field.field.default;
      return [field.name, given[field.name] ?? inputText(field, start, readingOf(field))];
    }),
  );
}
