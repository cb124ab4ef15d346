import type { OpenCtx } from '../../context/open-ctx.ts';
import { isTransient } from '../../db/transient.ts';
import { writeBatch } from '../../resources/write/write-batch.ts';
import type { Change } from '../../resources/write/write-record.ts';
import type { Runtime } from '../../runtime.ts';
import { DomainError, LimitReached } from '../../sdk/index.ts';
import type { ImportPlan } from '../plan/import-plan.ts';
import type { LinkFinder } from '../plan/link-finder.ts';
import { type RowProblem, wholeRow } from '../plan/row-problem.ts';
import type { FailedRow, RowToUpdate, RowToWrite } from '../plan/settled-row.ts';
import { type AlsoCreated, createWanted } from './create-wanted.ts';
import { problemsIn, screenRows } from './screen-rows.ts';
import { withSavepoint } from './with-savepoint.ts';

export interface Written {
  readonly created: string[];
  readonly updated: RowToUpdate[];
  readonly failed: FailedRow[];
  readonly alsoCreated: AlsoCreated;
}

interface Writing {
  readonly runtime: Runtime;
  readonly ctx: OpenCtx;
  readonly plan: ImportPlan;
  readonly written: Written;
}

/** Write rows that were found good. One that the database or a rule refuses all the same does not take the others along. */
export async function writeRows(
  runtime: Runtime,
  ctx: OpenCtx,
  plan: ImportPlan,
  links: LinkFinder,
  rows: readonly RowToWrite[],
): Promise<Written> {
  const alsoCreated = await createWanted(runtime, ctx, links, rows);
  const written: Written = { created: [], updated: [], failed: [], alsoCreated };
  const ready = rows.flatMap((row) => {
    const linked = withLinks(plan, links, row);
    if (linked.outcome !== 'fail') return [linked];
    written.failed.push(linked);
    return [];
  });
  await writeSome({ runtime, ctx, plan, written }, ready);
  return written;
}

/** Where a name stood, the id of what was made for it. */
function withLinks(plan: ImportPlan, links: LinkFinder, row: RowToWrite): RowToWrite | FailedRow {
  let { values, custom } = row.change;
  for (const { field, name } of row.wanted) {
    const column = plan.byTarget.get(field);
    const resolved = column ? links.resolve({ column, text: name }, []) : undefined;
    if (!column || !resolved || !('id' in resolved)) {
      const problem = {
        field: column?.target.label ?? null,
        message: 'It could not be created.',
        value: name,
      };
      return { outcome: 'fail', row: row.row, problems: [problem] };
    }
    if (field.startsWith('custom.')) custom = { ...custom, [field.slice('custom.'.length)]: resolved.id };
    else values = { ...values, [field]: resolved.id };
  }
  return { ...row, change: { values, custom } };
}

/** All at once; when that fails, without those a rule refuses; when that fails too, half by half. */
async function writeSome(writing: Writing, rows: readonly RowToWrite[]): Promise<void> {
  const error = await attempt(writing, rows);
  if (error === null) return;
  const refused = await screenRows(writing.ctx, writing.plan, rows);
  writing.written.failed.push(...refused.values());
  const rest = rows.filter((row) => !refused.has(row));
  if (rest.length === rows.length) await writeHalves(writing, rows, error);
  else if ((await attempt(writing, rest)) !== null) await writeHalves(writing, rest, error);
}

async function attempt(writing: Writing, rows: readonly RowToWrite[]): Promise<unknown> {
  if (rows.length === 0) return null;
  const error = await withSavepoint(writing.ctx.unit, () => writeAll(writing, rows));
  if (isTransient(error)) throw error;
  return error;
}

/** Each half by itself, down to the row that is to blame. */
async function writeHalves(writing: Writing, rows: readonly RowToWrite[], error: unknown): Promise<void> {
  const [only] = rows;
  if (rows.length === 1 && only) {
    writing.written.failed.push({ outcome: 'fail', row: only.row, problems: reasonsOf(writing, error) });
    return;
  }
  if (hasNoRoom(error, rows)) {
    const problems = reasonsOf(writing, error);
    for (const { row } of rows) writing.written.failed.push({ outcome: 'fail', row, problems });
    return;
  }
  const middle = Math.ceil(rows.length / 2);
  for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
    const again = await attempt(writing, half);
    if (again !== null) await writeHalves(writing, half, again);
  }
}

/** Not even the first of them fits into what a plan allows: no half would do better. */
function hasNoRoom(error: unknown, rows: readonly RowToWrite[]): boolean {
  if (!(error instanceof LimitReached) || rows.some(({ outcome }) => outcome !== 'create')) return false;
  const { cap, amount } = error.details as { readonly cap: number; readonly amount: number };
  return amount - rows.length >= cap;
}

async function writeAll(
  { runtime, ctx, plan, written }: Writing,
  rows: readonly RowToWrite[],
): Promise<void> {
  const create: Change[] = rows.flatMap((row) => (row.outcome === 'create' ? [row.change] : []));
  const update = rows.flatMap((row) => (row.outcome === 'update' ? [row] : []));
  const changes = update.map(({ change, before }) => ({ ...change, id: before.id }));
  const answer = await writeBatch(runtime, ctx, plan.resource, { create, update: changes });
  written.created.push(...answer.created);
  written.updated.push(...update);
}

function reasonsOf({ ctx, plan }: Writing, error: unknown): RowProblem[] {
  if (error instanceof DomainError) return problemsIn(plan, error);
  ctx.log.error({ err: error, resource: plan.resource.id }, 'a row of an import could not be written');
  return [wholeRow('Something unexpected kept this row from being written.')];
}
