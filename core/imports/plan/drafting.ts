import { customKey } from '../mapping/import-target.ts';
import type { PlannedColumn } from './import-plan.ts';
import type { RowProblem } from './row-problem.ts';

/** A cell that names another record or a person, to be looked up. */
export interface Link {
  readonly column: PlannedColumn;
  readonly text: string;
}

/** A row while its cells are read. */
export interface Drafting {
  readonly values: Record<string, unknown>;
  readonly custom: Record<string, unknown>;
  id: string | null;
  readonly links: Link[];
  readonly empty: PlannedColumn[];
  readonly problems: RowProblem[];
}

/** A value that does not fit fails the row, unless a person said otherwise. */
export function refuse(
  draft: Pick<Drafting, 'problems'>,
  column: PlannedColumn,
  message: string,
  value: string,
): void {
  if (column.otherwise !== 'empty') draft.problems.push({ field: column.target.label, message, value });
}

export function setValue(draft: Pick<Drafting, 'values' | 'custom'>, name: string, value: unknown): void {
  const key = customKey(name);
  if (key === null) draft.values[name] = value;
  else draft.custom[key] = value;
}
