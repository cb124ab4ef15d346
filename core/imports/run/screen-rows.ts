import type { OpenCtx } from '../../context/open-ctx.ts';
import { isTransient } from '../../db/transient.ts';
import { checkRules } from '../../resources/write/rules.ts';
import { DomainError, humanise, InvalidInput, type Resource } from '../../sdk/index.ts';
import type { ImportPlan } from '../plan/import-plan.ts';
import { type RowProblem, wholeRow } from '../plan/row-problem.ts';
import type { FailedRow, RowToWrite } from '../plan/settled-row.ts';

/**
 * Try what the resource does to values before they are written, row by row, and take back whatever it
 * did. What its rules refuse is found here without writing a row. @returns the rows they refuse
 */
export async function screenRows(
  ctx: OpenCtx,
  plan: ImportPlan,
  rows: readonly RowToWrite[],
): Promise<Map<RowToWrite, FailedRow>> {
  const refused = new Map<RowToWrite, FailedRow>();
  if (!plan.resource.options.prepare) return refused;
  const savepoint = await ctx.unit.savepoint();
  try {
    for (const row of rows) {
      const problems = await refusal(ctx, plan, row);
      if (problems) refused.set(row, { outcome: 'fail', row: row.row, problems });
    }
  } catch (error) {
    // A fault of the database says nothing of a single row here; writing the rows will tell.
    if (isTransient(error)) throw error;
  }
  await savepoint.rollBack();
  return refused;
}

async function refusal(ctx: OpenCtx, plan: ImportPlan, row: RowToWrite): Promise<RowProblem[] | null> {
  try {
    await tryRules(ctx, plan.resource, row);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return problemsIn(plan, error);
    throw error;
  }
}

async function tryRules(ctx: OpenCtx, resource: Resource, row: RowToWrite): Promise<void> {
  const before = row.outcome === 'update' ? row.before : null;
  const { values } = row.change;
  const prepared = await resource.options.prepare?.(ctx, values, before ?? undefined);
  checkRules(resource, { ...values, ...prepared }, before);
}

/** What a rule says against a row, by the labels a person knows. */
export function problemsIn({ byTarget }: ImportPlan, error: DomainError): RowProblem[] {
  if (!(error instanceof InvalidInput) || error.problems.length === 0) return [wholeRow(error.message)];
  return error.problems.map(({ path, message }) => {
    const name = path[0] === undefined ? null : String(path[0]);
    const field = name === null ? null : (byTarget.get(name)?.target.label ?? humanise(name));
    return { field, message, value: '' };
  });
}
