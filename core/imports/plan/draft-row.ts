import type { DataRow } from '../../csv/read-csv.ts';
import { fullName, fullNameParts, recordIdTarget } from '../mapping/import-target.ts';
import { splitFullName } from '../values/full-name.ts';
import { type Drafting, type Link, refuse, setValue } from './drafting.ts';
import type { ImportPlan, PlannedColumn } from './import-plan.ts';
import { readAmounts } from './read-amounts.ts';
import { type RowProblem, wholeRow } from './row-problem.ts';

/** A row on its way to a record: read, but not yet looked up or checked. */
export interface Draft {
  readonly row: DataRow;
  /** Values by field, as a client would send them. */
  readonly values: Record<string, unknown>;
  readonly custom: Record<string, unknown>;
  /** The record's own id, where the file has it. */
  readonly id: string | null;
  readonly links: readonly Link[];
  /** Columns whose cell is empty. */
  readonly empty: readonly PlannedColumn[];
  readonly problems: readonly RowProblem[];
}

/** Read the cells of a row by the plan. */
export function draftRow(plan: ImportPlan, row: DataRow): Draft {
  const draft: Drafting = { values: {}, custom: {}, id: null, links: [], empty: [], problems: [] };
  if (row.problem !== null) return { row, ...draft, problems: [wholeRow(row.problem)] };
  for (const column of plan.columns) readColumn(plan, draft, column, row.cells[column.index] ?? '');
  readAmounts(plan, draft, row.cells);
  return { row, ...draft };
}

function readColumn(plan: ImportPlan, draft: Drafting, column: PlannedColumn, cell: string): void {
  if (cell.trim() === '') {
    draft.empty.push(column);
    return;
  }
  const converted = column.read(cell);
  if ('problem' in converted) {
    refuse(draft, column, converted.problem, cell);
    return;
  }
  const { kind } = column.target.field;
  if (kind === 'reference' || kind === 'user') draft.links.push({ column, text: String(converted.value) });
  else if (kind !== 'money') place(plan, draft, column, converted.value);
}

function place(plan: ImportPlan, draft: Drafting, { target }: PlannedColumn, value: unknown): void {
  if (target.name === recordIdTarget) draft.id = String(value).toLowerCase();
  else if (target.name === fullName)
    Object.assign(draft.values, splitFullName(String(value), fullNameParts(plan.resource)));
  else setValue(draft, target.name, value);
}
