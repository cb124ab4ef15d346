import { allows } from '../../access/policy.ts';
import { changeAuditSql, changeAuditValues } from '../../audit/change-audit-sql.ts';
import { changeNoteOf } from '../../audit/change-note.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { actorText, changeEventSql, changeEventValues } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';
import { tableOf } from '../shape/columns.ts';
import { type RecordJson, recordColumns } from '../shape/record-json.ts';

/**
 * Move those of many records to the trash that still are as they were created and that this actor
 * may remove, in an open unit of work. @returns their ids
 */
export async function removeUnchanged(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  ids: readonly string[],
): Promise<string[]> {
  const removable = await removableIds(ctx, resource, ids);
  if (removable.length === 0) return [];
  const at = runtime.now().toISOString();
  const told = changeEventValues({ resource: resource.id, kind: 'removed', actor: actorText(ctx.actor) });
  const kept = changeAuditValues(changeNoteOf(ctx.scope), at, resource.id, 'removed');
  const change =
    `update ${tableOf(resource)} set removed_at = $3, updated_at = $3, version = version + 1 ` +
    'where workspace_id = $1 and id = any($2::uuid[]) and removed_at is null and version = 1 returning *';
  const removed = await ctx.unit.run<{ id: string }>({
    text: `with changed as (${change}), told as (${changeEventSql('changed', 4)}), kept as (${changeAuditSql('changed', 8)}) select id from changed`,
    values: [ctx.workspace.id, removable, at, ...told, ...kept],
  });
  ctx.unit.afterCommit(() => runtime.commits.raise());
  return removed.map(({ id }) => id);
}

/** A permission holds for all of them; a rule that looks at the record is asked for each. */
async function removableIds(
  ctx: OpenCtx,
  resource: Resource,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rule = resource.options.access.remove;
  if (typeof rule === 'string') return allows(ctx, rule) ? ids : [];
  const text = `select row_to_json(r) as record from (select ${recordColumns(resource, null)} from ${tableOf(resource)} t
    where t.workspace_id = $1 and t.id = any($2::uuid[]) and t.removed_at is null) r`;
  const found = await ctx.unit.run<{ record: RecordJson }>({ text, values: [ctx.workspace.id, ids] });
  return found.filter(({ record }) => allows(ctx, rule, record)).map(({ record }) => record.id);
}
