import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type Arrangement, arrangementShape, rearranged } from './arrangement.ts';

/** How somebody has arranged the home of a workspace; empty before they did. */
export function loadArrangement({ database }: Runtime, { workspace, actor }: Scope): Promise<Arrangement> {
  return inWorkspace(database, workspace.id, async (unit) => {
    const [row] = await unit.run<{ tiles: unknown }>({
      text: 'select tiles from home_arrangements where workspace_id = $1 and user_id = $2',
      values: [workspace.id, actor.userId],
    });
    return arrangementShape.safeParse(row?.tiles ?? []).data ?? [];
  });
}

/** Keeps the order and the hiding of the tiles somebody sees. */
export async function keepArrangement(runtime: Runtime, scope: Scope, seen: Arrangement): Promise<void> {
  const { workspace, actor } = scope;
  const tiles = rearranged(await loadArrangement(runtime, scope), seen);
  await inWorkspace(runtime.database, workspace.id, (unit) =>
    unit.run({
      text: `insert into home_arrangements (workspace_id, user_id, tiles) values ($1, $2, $3)
             on conflict (workspace_id, user_id) do update set tiles = excluded.tiles, updated_at = now()`,
      values: [workspace.id, actor.userId, JSON.stringify(tiles)],
    }),
  );
}
