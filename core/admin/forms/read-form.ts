import type { ScreenField } from '../fields/screen-field.ts';
import type { FormReading } from './input-text.ts';
import { readValue } from './read-value.ts';
import { joined, type Typed, textOf } from './typed.ts';

/** What is wrong with a field, by its name: the key of the words. */
export type ReadProblems = Readonly<Record<string, string>>;

export interface ReadForm {
  /** For the services that write records; own fields of the workspace are below `custom`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly problems: ReadProblems;
}

/** What was entered in these fields, as input for a record. */
export function readForm(
  fields: readonly ScreenField[],
  typed: Typed,
  readingOf: (field: ScreenField) => FormReading,
): ReadForm {
  const input: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const read = readValue(field, typed, readingOf(field));
    if ('problem' in read) problems[field.name] = read.problem;
    else if ('value' in read && field.custom) custom[field.custom.key] = read.value;
    else if ('value' in read) input[field.name] = read.value;
  }
  return { input: Object.keys(custom).length > 0 ? { ...input, custom } : input, problems };
}

/** The fields whose text differs from what the form was opened with. */
export function changedFields(fields: readonly ScreenField[], typed: Typed): ScreenField[] {
  return fields.filter(
    ({ name }) => joined(typed[name]) !== textOf(typed, `was.${name}`).replace(/\r\n/g, '\n'),
  );
}
