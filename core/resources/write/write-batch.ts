import { v7 as newId } from 'uuid';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { customFieldsIn } from '../../custom-fields/custom-fields-of.ts';
import type { Statement } from '../../db/statement.ts';
import { actorText, type ChangeKind, changeEventSql, changeEventValues } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import { columnName, type Resource } from '../../sdk/index.ts';
import { databaseProblem } from '../database-problem.ts';
import { findIn } from '../read/load-in.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import { checkCustomRelations, mirrorCustomValues } from './custom-values.ts';
import { checkRules } from './rules.ts';
import { type Change, updateIn } from './write-record.ts';

/** Rows of one batch, each already held to the schemas. */
export interface Batch {
  readonly create: readonly Change[];
  readonly update: readonly (Change & { readonly id: string })[];
}

export interface BatchAnswer {
  /** Ids of what was created, in the order given. */
  readonly created: readonly string[];
  readonly updated: readonly string[];
}

/** Write many records in an open unit of work with a handful of statements. @throws InvalidInput, Conflict */
export async function writeBatch(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  batch: Batch,
): Promise<BatchAnswer> {
  const created = batch.create.length > 0 ? await createMany(runtime, ctx, resource, batch.create) : [];
  for (const change of batch.update) await updateOne(runtime, ctx, resource, change);
  ctx.unit.afterCommit(() => runtime.commits.raise());
  return { created, updated: batch.update.map((change) => change.id) };
}

async function createMany(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  changes: readonly Change[],
): Promise<string[]> {
  const rows: { id: string; values: Record<string, unknown>; custom: Record<string, unknown> | undefined }[] =
    [];
  for (const change of changes) {
    const values = { ...change.values, ...(await resource.options.prepare?.(ctx, change.values, undefined)) };
    checkRules(resource, values, null);
    rows.push({ id: newId(), values, custom: change.custom });
  }
  await run(ctx, resource, insertMany(runtime, ctx, resource, rows));
  await settleCustom(runtime, ctx, resource, rows);
  return rows.map((row) => row.id);
}

function insertMany(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  rows: readonly {
    id: string;
    values: Record<string, unknown>;
    custom: Record<string, unknown> | undefined;
  }[],
): Statement {
  const fields = Object.keys(resource.fields).filter((name) =>
    rows.some((row) => row.values[name] !== undefined),
  );
  const columns = ['id', ...fields.map((name) => columnOf(resource, name)), 'custom'].join(', ');
  const json = rows.map((row) => storedRow(fields, row));
  const insert =
    `insert into ${tableOf(resource)} (workspace_id, created_at, updated_at, ${columns}) ` +
    `select $1, $2, $2, ${columns} from jsonb_populate_recordset(null::${tableOf(resource)}, $3::jsonb) returning *`;
  const note = changeEventValues({
    resource: resource.id,
    kind: 'created' satisfies ChangeKind,
    actor: actorText(ctx.actor),
  });
  return {
    text: `with changed as (${insert}), told as (${changeEventSql('changed', 4)}) select count(*) from changed`,
    values: [ctx.workspace.id, runtime.now().toISOString(), JSON.stringify(json), ...note],
  };
}

/** A column that is named must be filled in every row, so a field left out takes its default here. */
function storedRow(
  fields: readonly string[],
  row: { id: string; values: Record<string, unknown>; custom: Record<string, unknown> | undefined },
): Record<string, unknown> {
  const own = fields.map((name) => [columnName(name), row.values[name] ?? null] as const);
  return { id: row.id, custom: row.custom ?? {}, ...Object.fromEntries(own) };
}

async function settleCustom(
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

async function updateOne(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  change: Change & { id: string },
): Promise<void> {
  const before = await findIn(runtime, ctx, resource, change.id, { lock: true });
  if (before) await updateIn(runtime, ctx, resource, before, change);
}

async function run(ctx: OpenCtx, resource: Resource, statement: Statement): Promise<void> {
  try {
    await ctx.unit.run(statement);
  } catch (error) {
    throw databaseProblem(resource, error) ?? error;
  }
}
