import { v7 as newId } from 'uuid';
import { changeAuditSql, changeAuditValues } from '../../audit/change-audit-sql.ts';
import { changeNoteOf } from '../../audit/change-note.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Statement } from '../../db/statement.ts';
import { actorText, type ChangeKind, changeEventSql, changeEventValues } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import { columnName, type Resource } from '../../sdk/index.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import { runBatch, settleCustomOf } from './batch-steps.ts';
import { checkRules } from './rules.ts';
import { updateMany } from './update-many.ts';
import type { Change } from './write-record.ts';

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
  if (batch.update.length > 0) await updateMany(runtime, ctx, resource, batch.update);
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
  await runBatch(ctx, resource, insertMany(runtime, ctx, resource, rows));
  await settleCustomOf(runtime, ctx, resource, rows);
  await ctx.added(resource.id);
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
  const at = runtime.now().toISOString();
  const kind: ChangeKind = 'created';
  const told = changeEventValues({ resource: resource.id, kind, actor: actorText(ctx.actor) });
  const kept = changeAuditValues(changeNoteOf(ctx.scope), at, resource.id, kind);
  const after = `told as (${changeEventSql('changed', 4)}), kept as (${changeAuditSql('changed', 4 + told.length)})`;
  return {
    text: `with changed as (${insert}), ${after} select count(*) from changed`,
    values: [ctx.workspace.id, at, JSON.stringify(json), ...told, ...kept],
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
