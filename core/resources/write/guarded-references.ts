import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import { Conflict, labelsOf, type Resource } from '../../sdk/index.ts';
import { columnOf, tableOf } from '../shape/columns.ts';

interface Guard {
  readonly resource: Resource;
  readonly field: string;
}

/** A record that others stand on, by a guarded reference, may not go to the trash. @throws Conflict */
export async function refuseWhileNeeded(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
): Promise<void> {
  for (const guard of guardsOf(runtime, resource)) {
    const count = await countPointing(ctx, guard, id);
    if (count === 0) continue;
    const [one, many] = labelsOf(guard.resource);
    const who = `${count} ${(count === 1 ? one : many).toLowerCase()}`;
    throw new Conflict(`${who} still ${count === 1 ? 'uses' : 'use'} this. Move or remove them first.`);
  }
}

function guardsOf(runtime: Runtime, resource: Resource): Guard[] {
  return [...runtime.registry.resources.values()].flatMap((other) =>
    Object.entries(other.fields)
      .filter(([, field]) => field.isGuarded && field.target?.().id === resource.id)
      .map(([field]) => ({ resource: other, field })),
  );
}

async function countPointing(ctx: OpenCtx, { resource, field }: Guard, id: string): Promise<number> {
  const condition = `workspace_id = $1 and ${columnOf(resource, field)} = $2 and removed_at is null`;
  const text = `select count(*)::int as count from ${tableOf(resource)} where ${condition}`;
  const rows = await ctx.unit.run<{ count: number }>({ text, values: [ctx.workspace.id, id] });
  return rows[0]?.count ?? 0;
}
