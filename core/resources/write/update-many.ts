import { changeAuditSql, changeAuditValues } from '../../audit/change-audit-sql.ts';
import { changeNoteOf } from '../../audit/change-note.ts';
import { differencesOf } from '../../audit/differences.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { actorText, changeEventSql, changeEventValues } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import { Conflict, columnName, type Resource } from '../../sdk/index.ts';
import { compileCondition } from '../query/compile-condition.ts';
import { listTarget } from '../read/list-target.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import { type RecordJson, recordColumns } from '../shape/record-json.ts';
import { runBatch, settleCustomOf } from './batch-steps.ts';
import { checkRules } from './rules.ts';
import type { Change } from './write-record.ts';

/** A record with what becomes of it. */
interface Changed {
  readonly before: RecordJson;
  readonly change: Change;
}

/** Change many records with one statement, whatever fields each of them changes. Those that are gone are passed over. @throws InvalidInput, Conflict */
export async function updateMany(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  changes: readonly (Change & { readonly id: string })[],
): Promise<void> {
  const records = await lockRecords(
    runtime,
    ctx,
    resource,
    changes.map(({ id }) => id),
  );
  const changed: Changed[] = [];
  for (const { id, values: given, custom } of changes) {
    const before = records.get(id);
    if (!before) continue;
    const values = { ...given, ...(await resource.options.prepare?.(ctx, given, before)) };
    checkRules(resource, values, before);
    if (Object.keys(values).length > 0 || custom) changed.push({ before, change: { values, custom } });
  }
  if (changed.length > 0) await write(runtime, ctx, resource, changed);
}

/** The records as they are, held against others until this unit of work ends; in one order, so that two batches never wait for each other. */
async function lockRecords(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordJson>> {
  const target = listTarget(runtime, ctx.scope, resource, []);
  const { parameters } = target;
  const conditions = [
    `t.workspace_id = ${parameters.add(target.workspaceId)}`,
    `t.id = any(${parameters.add(ids)}::uuid[])`,
    't.removed_at is null',
    ...(target.visible ? [compileCondition(target, target.visible)] : []),
  ];
  const rows = `select ${recordColumns(resource, null)} from ${tableOf(resource)} t where ${conditions.join(' and ')} order by t.id for update of t`;
  const text = `select row_to_json(r) as record from (${rows}) r`;
  const found = await ctx.unit.run<{ record: RecordJson }>({ text, values: parameters.values });
  return new Map(found.map(({ record }) => [record.id, record]));
}

async function write(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  changed: readonly Changed[],
): Promise<void> {
  const fields = [...new Set(changed.flatMap(({ change }) => Object.keys(change.values)))];
  const hasCustom = changed.some(({ change }) => change.custom);
  const columns = [...fields.map((field) => columnOf(resource, field)), ...(hasCustom ? ['custom'] : [])];
  const sets = [
    ...columns.map((column) => `${column} = r.${column}`),
    'version = t.version + 1',
    'updated_at = $2',
  ];
  const update =
    `update ${tableOf(resource)} t set ${sets.join(', ')} from jsonb_populate_recordset(null::${tableOf(resource)}, $3::jsonb) r ` +
    'where t.workspace_id = $1 and t.id = r.id and t.version = r.version returning t.workspace_id, t.id, t.version';
  const written = await runBatch(ctx, resource, {
    text: `with changed as (${update}), told as (${changeEventSql('changed', 4)}), kept as (${keptSql}) select id from changed`,
    values: valuesOf(
      runtime,
      ctx,
      resource,
      changed,
      JSON.stringify(changed.map((one) => storedRow(fields, hasCustom, one))),
    ),
  });
  if (written.length < changed.length)
    throw new Conflict('Somebody changed these at the same moment. Try again.');
  await settleCustomOf(
    runtime,
    ctx,
    resource,
    changed.map(({ before, change }) => ({ id: before.id, custom: change.custom })),
  );
}

const eventParameters = 4;
const differences = 'join jsonb_to_recordset($8::jsonb) as d(id uuid, changes jsonb) on d.id = c.id';
const keptSql = changeAuditSql('changed', 5 + eventParameters, { changes: 'd.changes', more: differences });

function valuesOf(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  changed: readonly Changed[],
  rows: string,
): unknown[] {
  const at = runtime.now().toISOString();
  const told = changeEventValues({ resource: resource.id, kind: 'updated', actor: actorText(ctx.actor) });
  const kept = changeAuditValues(changeNoteOf(ctx.scope), at, resource.id, 'updated');
  const all = changed.map(({ before, change }) => ({
    id: before.id,
    changes: differencesOf(before, change.values, change.custom),
  }));
  return [ctx.workspace.id, at, rows, ...told, JSON.stringify(all), ...kept];
}

/** Every row names every column that any row changes; what it does not change keeps its value, which is locked. */
function storedRow(fields: readonly string[], hasCustom: boolean, { before, change }: Changed): object {
  const own = fields.map((field) => {
    const value = field in change.values ? change.values[field] : before[field];
    return [columnName(field), value ?? null] as const;
  });
  const custom = hasCustom ? { custom: withoutNulls({ ...before.custom, ...change.custom }) } : {};
  return { id: before.id, version: before.version, ...Object.fromEntries(own), ...custom };
}

/** A null clears a custom value. */
function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}
