import type { OpenCtx } from '../../context/open-ctx.ts';
import { compileCondition } from '../../resources/query/compile-condition.ts';
import { Parameters } from '../../resources/query/parameters.ts';
import { columnOf, tableOf } from '../../resources/shape/columns.ts';
import type { Resource } from '../../sdk/index.ts';

/** Where to look: a resource, or only those of its records that belong to another one, such as stages of a pipeline. */
export interface Whereabouts {
  readonly resource: Resource;
  readonly within: { readonly field: string; readonly id: string } | null;
}

interface Found {
  readonly id: string;
  readonly name: string;
}

/** The names a record goes by: its title, and the values that tell it apart. */
function nameColumns(resource: Resource): string[] {
  const { title, matchOn = [] } = resource.options;
  const titleSql =
    title.length === 1
      ? `t.${columnOf(resource, title[0])}`
      : `concat_ws(' ', ${title.map((name) => `t.${columnOf(resource, name)}`).join(', ')})`;
  const texts = matchOn.filter((name) =>
    ['text', 'email', 'url'].includes(resource.fields[name]?.kind ?? ''),
  );
  return [...new Set([titleSql, ...texts.map((name) => `t.${columnOf(resource, name)}`)])];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Visible live records by name or id, ignoring case: lower-case name → id. Of several, the oldest. */
export async function findByName(
  ctx: OpenCtx,
  where: Whereabouts,
  names: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const ids = names.filter((name) => uuid.test(name));
  if (ids.length > 0) for (const { id } of await select(ctx, where, ['t.id', 'uuid'], ids)) found.set(id, id);
  // First as written: that comparison may use an index under row-level security, the other one may not.
  await addMatches(ctx, where, names, (column) => column, found);
  const rest = names.map((name) => name.toLowerCase()).filter((name) => !found.has(name));
  if (rest.length > 0) await addMatches(ctx, where, rest, (column) => `lower(${column})`, found);
  return found;
}

async function addMatches(
  ctx: OpenCtx,
  where: Whereabouts,
  names: readonly string[],
  compared: (column: string) => string,
  found: Map<string, string>,
): Promise<void> {
  for (const column of nameColumns(where.resource)) {
    for (const { id, name } of await select(ctx, where, [compared(column), 'text'], names)) {
      if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), id);
    }
  }
}

function select(
  ctx: OpenCtx,
  { resource, within }: Whereabouts,
  [expression, type]: readonly [string, 'text' | 'uuid'],
  names: readonly string[],
): Promise<Found[]> {
  const parameters = new Parameters();
  const target = { resource, customFields: [], workspaceId: ctx.workspace.id, parameters };
  const conditions = [
    `t.workspace_id = ${parameters.add(ctx.workspace.id)}`,
    't.removed_at is null',
    `${expression} = any(${parameters.add(names)}::${type}[])`,
  ];
  if (within) conditions.push(`t.${columnOf(resource, within.field)} = ${parameters.add(within.id)}::uuid`);
  const visible = resource.options.visible?.(ctx);
  if (visible) conditions.push(compileCondition(target, visible));
  return ctx.unit.run<Found>({
    text: `select t.id, ${expression} as name from ${tableOf(resource)} t where ${conditions.join(' and ')} order by t.created_at, t.id`,
    values: parameters.values,
  });
}
