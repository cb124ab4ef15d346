import type { OpenCtx } from '../../context/open-ctx.ts';
import { customFieldsIn } from '../../custom-fields/custom-fields-of.ts';
import type { Statement } from '../../db/statement.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';
import { databaseProblem } from '../database-problem.ts';
import { checkCustomRelations, mirrorCustomValues } from './custom-values.ts';

/** @throws what the database refuses, in the words of the resource */
export async function runBatch<Row extends object>(
  ctx: OpenCtx,
  resource: Resource,
  statement: Statement,
): Promise<Row[]> {
  try {
    return await ctx.unit.run<Row>(statement);
  } catch (error) {
    throw databaseProblem(resource, error) ?? error;
  }
}

/** Keep the mirror of custom values true for all records of a batch at once. */
export async function settleCustomOf(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  rows: readonly { id: string; custom: Record<string, unknown> | undefined }[],
): Promise<void> {
  const changes = rows.flatMap((row) => (row.custom ? [{ recordId: row.id, values: row.custom }] : []));
  if (changes.length === 0) return;
  const fields = await customFieldsIn(ctx.unit, resource.id);
  for (const { values } of changes) await checkCustomRelations(runtime, ctx, fields, values);
  await mirrorCustomValues(ctx, fields, changes);
}
