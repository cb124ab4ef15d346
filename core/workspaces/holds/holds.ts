import { workspacesTopic } from '../../access/topics.ts';
import { readInstance } from '../../db/read-instance.ts';
import { inInstance, inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Actor } from '../../sdk/index.ts';
import { noteHold } from './note-hold.ts';

/** Why a workspace may only be read. */
export interface Hold {
  readonly workspaceId: string;
  /** `instance` for its admin, or the id of the plugin that says so. */
  readonly heldBy: string;
  /** A sentence, for the people of the workspace. */
  readonly reason: string;
  /** RFC 3339. */
  readonly heldAt: string;
}

export const byInstance = 'instance';

type Place = Pick<Runtime, 'database' | 'broadcast' | 'now'>;

/** All there are: those of plugins that are off hold nothing (see `readOnlyReason`). */
export function readHolds({ database }: Pick<Runtime, 'database'>): Promise<Hold[]> {
  const text = `select workspace_id as "workspaceId", held_by as "heldBy", reason, held_at as "heldAt"
    from workspace_holds order by held_at, held_by`;
  return readInstance<Hold>(database, { text, values: [] });
}

/** From now on the workspace may only be read, on every process within a second. Nothing in it is touched. */
export async function holdWorkspace(
  place: Place,
  workspaceId: string,
  reason: string,
  actor: Actor,
): Promise<void> {
  const text = `insert into workspace_holds (workspace_id, held_by, reason) values ($1, $2, $3)
    on conflict (workspace_id, held_by) do update set reason = excluded.reason`;
  await inInstance(place.database, (unit) => unit.run({ text, values: [workspaceId, byInstance, reason] }));
  await tellHold(place, workspaceId, reason, actor);
}

/** The instance's admin holds it no longer; a plugin still may. @returns whether it was held */
export async function releaseWorkspace(place: Place, workspaceId: string, actor: Actor): Promise<boolean> {
  const text = 'delete from workspace_holds where workspace_id = $1 and held_by = $2 returning held_by';
  const gone = await inInstance(place.database, (unit) =>
    unit.run({ text, values: [workspaceId, byInstance] }),
  );
  if (gone.length > 0) await tellHold(place, workspaceId, null, actor);
  return gone.length > 0;
}

async function tellHold(
  place: Place,
  workspaceId: string,
  reason: string | null,
  actor: Actor,
): Promise<void> {
  await place.broadcast.tell(workspacesTopic, workspaceId);
  const scope = { actor, workspace: { id: workspaceId } };
  await inWorkspace(place.database, workspaceId, (unit) =>
    noteHold(unit, scope, place.now(), { by: byInstance, reason }),
  );
}
