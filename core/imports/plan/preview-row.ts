import { valueText } from '../../exports/value-text.ts';
import { customKey, fullName, recordIdTarget } from '../mapping/import-target.ts';
import type { PreviewedRow } from '../record/check-result.ts';
import type { ImportPlan, PlannedColumn } from './import-plan.ts';
import { problemsText } from './row-problem.ts';
import type { RowToWrite, SettledRow } from './settled-row.ts';

export function previewHeaders({ columns }: ImportPlan): string[] {
  return columns.map(({ target }) => target.label);
}

/** A row as it would become; one that cannot come in as it stands in the file. */
export function previewRow(plan: ImportPlan, settled: SettledRow): PreviewedRow {
  const { outcome, row } = settled;
  const isWritten = outcome === 'create' || outcome === 'update';
  return {
    row: row.row,
    outcome,
    cells: plan.columns.map((column) => {
      const cell = row.cells[column.index] ?? '';
      return isWritten ? shown(plan, settled, column, cell) : cell;
    }),
    problem: outcome === 'fail' ? problemsText(settled.problems) : outcome === 'skip' ? settled.reason : null,
  };
}

/** Names rather than ids: what a cell calls a record or a person stays as it is. */
function shown(plan: ImportPlan, settled: RowToWrite, { target }: PlannedColumn, cell: string): string {
  const { field, name } = target;
  if (field.kind === 'reference' || field.kind === 'user' || name === fullName || name === recordIdTarget)
    return cell;
  const values = { ...(settled.outcome === 'update' ? settled.before : {}), ...settled.change.values };
  const key = customKey(name);
  const value = key === null ? values[name] : (settled.change.custom?.[key] ?? null);
  return valueText(field, value, { currency: currencyOf(plan, values, field.currencyField) });
}

function currencyOf(
  { currency }: ImportPlan,
  values: Record<string, unknown>,
  field: string | undefined,
): string {
  const given = field === undefined ? undefined : values[field];
  return typeof given === 'string' ? given : currency;
}
