import { z } from 'zod';
import type { Field, FieldOptions, Stored } from './field.ts';
import { makeField } from './make-field.ts';

/** A calendar day (ISO 8601 `YYYY-MM-DD`), the same in every time zone. @example closesOn: day() */
export function day<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('day', z.iso.date('Enter a day as YYYY-MM-DD.'), options);
}

const instantText = z.iso.datetime({ offset: true, error: 'Enter a moment such as 2026-05-01T09:30:00Z.' });

/** A moment (RFC 3339 with offset), kept to the millisecond. @example dueAt: instant() */
export function instant<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('instant', instantText, options);
}
