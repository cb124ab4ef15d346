import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { updateRecord } from '../../resources/write/update-record.ts';
import { Conflict } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import type { FormAsked } from './build-form.ts';
import { readingFor } from './currency-of.ts';
import { readForm } from './read-form.ts';
import { recordTexts } from './record-text.ts';
import { joined, type Typed, textOf } from './typed.ts';

/** What came of saving a form over a record. */
export type Saved =
  | { readonly record: RecordJson }
  /** Somebody else changed the same fields meanwhile: these, in the record as it is now. */
  | { readonly collisions: readonly ScreenField[]; readonly current: RecordJson };

export interface Change {
  readonly id: string;
  /** The version the form was opened with. */
  readonly version: number | null;
  /** Only what this person changed. */
  readonly fields: readonly ScreenField[];
  readonly typed: Typed;
}

const mostTries = 4;

/**
 * Save what was changed. A newer version is no obstacle as long as the others changed other fields:
 * then both changes stand.
 */
export async function saveChanges(asked: FormAsked, change: Change): Promise<Saved> {
  const { runtime, scope, region, resource } = asked;
  const { id, fields, typed } = change;
  const before = await getRecord(runtime, scope, resource, id);
  const readingOf = readingFor(resource, region, scope.workspace.currency, { typed, record: before });
  const { input } = readForm(fields, typed, readingOf);
  let version = change.version;
  for (let tries = 1; ; tries += 1) {
    try {
      return { record: await updateRecord(runtime, scope, resource, id, input, version) };
    } catch (error) {
      if (!isStale(error) || tries === mostTries) throw error;
      const current = await getRecord(runtime, scope, resource, id);
      const collisions = fields.filter((field) => isChangedSince(asked, field, typed, current));
      if (collisions.length > 0) return { collisions, current };
      version = current.version;
    }
  }
}

function isStale(error: unknown): boolean {
  return error instanceof Conflict && typeof error.details.currentVersion === 'number';
}

/** Does the record now hold something else than when the form was opened, and than what was entered? */
function isChangedSince(
  { resource, region, scope }: FormAsked,
  field: ScreenField,
  typed: Typed,
  current: RecordJson,
): boolean {
  const readingOf = readingFor(resource, region, scope.workspace.currency, { record: current });
  const now = joined(recordTexts([field], current, readingOf)[field.name]);
  return (
    now !== textOf(typed, `was.${field.name}`).replace(/\r\n/g, '\n') && now !== joined(typed[field.name])
  );
}
