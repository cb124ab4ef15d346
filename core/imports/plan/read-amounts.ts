import { readMoney } from '../values/read-money.ts';
import { type Drafting, refuse, setValue } from './drafting.ts';
import type { ImportPlan, PlannedColumn } from './import-plan.ts';

/** Amounts come last: how many decimals they have depends on the currency of their row. */
export function readAmounts(plan: ImportPlan, draft: Drafting, cells: readonly string[]): void {
  for (const column of plan.columns) {
    const cell = cells[column.index] ?? '';
    if (column.target.field.kind === 'money' && cell.trim() !== '') readAmount(plan, draft, column, cell);
  }
}

function readAmount(plan: ImportPlan, draft: Drafting, column: PlannedColumn, cell: string): void {
  const { currencyField } = column.target.field;
  const given = currencyField === undefined ? undefined : draft.values[currencyField];
  const currency = typeof given === 'string' ? given.toUpperCase() : fallbackCurrency(plan, currencyField);
  const amount = readMoney(cell, column.decimalMark, currency);
  if (amount === null) {
    refuse(draft, column, `This is not an amount in ${currency}.`, cell);
    return;
  }
  setValue(draft, column.target.name, amount.minor);
  if (amount.currency === null || given !== undefined || currencyField === undefined) return;
  if (plan.resource.options.create.includes(currencyField)) draft.values[currencyField] = amount.currency;
}

function fallbackCurrency({ resource, currency }: ImportPlan, currencyField: string | undefined): string {
  const fallback = currencyField === undefined ? undefined : resource.fields[currencyField]?.default;
  return typeof fallback === 'string' ? fallback : currency;
}
