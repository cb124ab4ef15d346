import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { cellOf } from '../cells/cell-of.ts';
import { cellText } from '../cells/cell-text.ts';
import { includesFor } from '../cells/include.ts';
import { relationTitles } from '../cells/titles.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import type { FormAsked } from './build-form.ts';
import { readingFor } from './currency-of.ts';
import { recordTexts } from './record-text.ts';
import { joined } from './typed.ts';

export type Theirs = Readonly<Record<string, { readonly text: string; readonly value: string }>>;

/** What others entered in these fields: as one reads it, and as the field would hold it. */
export async function theirValues(
  asked: FormAsked,
  fields: readonly ScreenField[],
  current: RecordJson,
): Promise<Theirs> {
  const { runtime, scope, region, resource, translate } = asked;
  const include = includesFor(runtime, scope, fields);
  const record = await getRecord(runtime, scope, resource, current.id, { include });
  const context = { runtime, scope, region, titles: await relationTitles(runtime, scope, fields, [record]) };
  const readingOf = readingFor(resource, region, scope.workspace.currency, { record });
  const texts = recordTexts(fields, record, readingOf);
  const entries = fields.map((field) => {
    const text = cellText(cellOf(context, field, record), translate);
    return [field.name, { text, value: joined(texts[field.name]) }] as const;
  });
  return Object.fromEntries(entries);
}
