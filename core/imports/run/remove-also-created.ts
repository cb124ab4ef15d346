import type { OpenCtx } from '../../context/open-ctx.ts';
import { columnOf, tableOf } from '../../resources/shape/columns.ts';
import { removeUnchanged } from '../../resources/write/remove-batch.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';

/** Records that were made only because rows named them, as far as nothing points at them any more. */
export async function removeAlsoCreated(
  runtime: Runtime,
  ctx: OpenCtx,
  alsoCreated: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [id, ids] of Object.entries(alsoCreated)) {
    const resource = runtime.registry.resources.get(id);
    if (!resource || ids.length === 0) continue;
    const used = await idsInUse(runtime, ctx, resource, ids);
    await removeUnchanged(
      runtime,
      ctx,
      resource,
      ids.filter((one) => !used.has(one)),
    );
  }
}

async function idsInUse(
  runtime: Runtime,
  ctx: OpenCtx,
  target: Resource,
  ids: readonly string[],
): Promise<Set<string>> {
  const used = new Set<string>();
  for (const [resource, field] of referencesTo(runtime, target)) {
    const column = columnOf(resource, field);
    const rows = await ctx.unit.run<{ id: string }>({
      text: `select distinct ${column} as id from ${tableOf(resource)} where workspace_id = $1 and ${column} = any($2::uuid[]) and removed_at is null`,
      values: [ctx.workspace.id, ids],
    });
    for (const { id } of rows) used.add(id);
  }
  return used;
}

function referencesTo(runtime: Runtime, target: Resource): [Resource, string][] {
  return [...runtime.registry.resources.values()].flatMap((resource) =>
    Object.entries(resource.fields)
      .filter(([, field]) => field.target?.().id === target.id)
      .map(([name]): [Resource, string] => [resource, name]),
  );
}
