import type { RecordJson } from '../../../resources/shape/record-json.ts';
import { DomainError, InvalidInput } from '../../../sdk/index.ts';
import type { ScreenField } from '../../fields/screen-field.ts';
import { readingFor } from '../../forms/currency-of.ts';
import { recordTexts } from '../../forms/record-text.ts';
import type { Typed } from '../../forms/typed.ts';
import { writeProblems } from '../../forms/write-problems.ts';
import type { BoardRequest } from '../board-request.ts';
import { fieldsToSet, type PlacementInput } from './placement-input.ts';

/** Why a card may not go where it was put, in terms of what can be filled in. */
export interface Refusal {
  readonly fields: readonly ScreenField[];
  readonly typed: Typed;
  readonly byField: Readonly<Record<string, string>>;
  /** What no field can mend. */
  readonly general: string | null;
}

/** Null where a form cannot help: then the error says it all. */
export async function refusalOf(
  asked: BoardRequest,
  record: RecordJson,
  input: PlacementInput,
  error: unknown,
): Promise<Refusal | null> {
  if (!(error instanceof DomainError)) return null;
  const offered = await fieldsToSet(asked);
  const problems = writeProblems(withoutColumn(asked, error), offered);
  if (!problems) return null;
  const names = Object.keys(problems.byField);
  if (!(error instanceof InvalidInput) && names.length === 0) return null;
  const isAsked = ({ name }: ScreenField): boolean =>
    names.includes(name) || input.fields.some((one) => one.name === name);
  const fields = offered.filter(isAsked);
  const { resource, region, scope } = asked;
  const now = recordTexts(fields, record, readingFor(resource, region, scope.workspace.currency, { record }));
  return {
    fields,
    typed: { ...now, ...input.typed },
    byField: problems.byField,
    general: problems.general,
  };
}

/** A problem with the column is one with the move as a whole. */
function withoutColumn({ resource }: BoardRequest, error: DomainError): DomainError {
  if (!(error instanceof InvalidInput)) return error;
  const column = resource.options.board?.column;
  const problems = error.problems.map((one) => (one.path[0] === column ? { ...one, path: [] } : one));
  return new InvalidInput(problems, error.message);
}
