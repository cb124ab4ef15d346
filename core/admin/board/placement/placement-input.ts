import { customFieldsOf } from '../../../custom-fields/custom-fields-of.ts';
import type { RecordJson } from '../../../resources/shape/record-json.ts';
import { customScreenField, type ScreenField, screenFields } from '../../fields/screen-field.ts';
import { problemWords } from '../../forms/build-form.ts';
import { readingFor } from '../../forms/currency-of.ts';
import { readForm } from '../../forms/read-form.ts';
import { resolveReferences } from '../../forms/reference-choice.ts';
import { type Typed, textOf } from '../../forms/typed.ts';
import type { BoardRequest } from '../board-request.ts';
import { topOfColumn } from './top-of-column.ts';

/** A move as a page sent it, read. */
export interface PlacementInput {
  readonly column: string;
  readonly above: string | null;
  readonly below: string | null;
  /** The fields that were asked for. */
  readonly fields: readonly ScreenField[];
  readonly typed: Typed;
  readonly values: Readonly<Record<string, unknown>>;
  /** What could not be read, by field. */
  readonly problems: Readonly<Record<string, string>>;
}

export async function readPlacement(
  asked: BoardRequest,
  record: RecordJson,
  sent: Typed,
): Promise<PlacementInput> {
  const { resource, region, scope, translate } = asked;
  const column = textOf(sent, 'column');
  const names = textOf(sent, 'asks').split(',');
  const fields = (await fieldsToSet(asked)).filter(({ name }) => names.includes(name));
  const { typed, problems: lost } = await resolveReferences(asked, fields, sent);
  const read = readForm(
    fields,
    typed,
    readingFor(resource, region, scope.workspace.currency, { typed, record }),
  );
  const neighbours =
    textOf(sent, 'at') === 'top'
      ? { above: null, below: await topOfColumn(asked, column, record.id) }
      : { above: textOf(sent, 'above') || null, below: textOf(sent, 'below') || null };
  return {
    ...{ column, ...neighbours, fields, typed, values: read.input },
    problems: problemWords(translate, read.problems, lost),
  };
}

/** Everything that a move may set besides the column itself. */
export async function fieldsToSet({ runtime, scope, resource }: BoardRequest): Promise<ScreenField[]> {
  const { update, board } = resource.options;
  const names = update.filter((name) => name !== board?.column && name !== board?.position);
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  return [...screenFields(resource, [], names), ...customFields.map(customScreenField)];
}
