import type { OpenCtx } from '../../context/open-ctx.ts';
import { compileCondition } from '../../resources/query/compile-condition.ts';
import { sqlTypeOf } from '../../resources/query/field-kinds.ts';
import { Parameters } from '../../resources/query/parameters.ts';
import { columnOf, tableOf } from '../../resources/shape/columns.ts';
import { type RecordJson, recordColumns } from '../../resources/shape/record-json.ts';
import type { Resource } from '../../sdk/index.ts';
import { recordIdTarget } from '../mapping/import-target.ts';

/** Existing records by the text of their key: all that share it, since keys need not be unique. */
export type Matches = ReadonlyMap<string, readonly RecordJson[]>;

/** The visible live records that rows of a batch are about, locked when they are about to be changed. */
export async function findMatches(
  ctx: OpenCtx,
  resource: Resource,
  key: string,
  values: readonly unknown[],
): Promise<Matches> {
  const matches = new Map<string, RecordJson[]>();
  if (values.length === 0) return matches;
  for (const record of await select(ctx, resource, key, values)) {
    const text = keyText(record[key]);
    matches.set(text, [...(matches.get(text) ?? []), record]);
  }
  return matches;
}

export function keyText(value: unknown): string {
  return String(value);
}

async function select(
  ctx: OpenCtx,
  resource: Resource,
  key: string,
  values: readonly unknown[],
): Promise<RecordJson[]> {
  const parameters = new Parameters();
  const target = { resource, customFields: [], workspaceId: ctx.workspace.id, parameters };
  const type = key === recordIdTarget ? 'uuid' : sqlTypeOf(resource.fields[key]?.kind ?? 'text');
  const conditions = [
    `t.workspace_id = ${parameters.add(ctx.workspace.id)}`,
    't.removed_at is null',
    `t.${columnOf(resource, key)} = any(${parameters.add(values)}::${type}[])`,
  ];
  const visible = resource.options.visible?.(ctx);
  if (visible) conditions.push(compileCondition(target, visible));
  const rows = `select ${recordColumns(resource, null)} from ${tableOf(resource)} t where ${conditions.join(' and ')} order by t.created_at, t.id`;
  const found = await ctx.unit.run<{ record: RecordJson }>({
    text: `select row_to_json(r) as record from (${rows}) r`,
    values: parameters.values,
  });
  return found.map(({ record }) => record);
}
