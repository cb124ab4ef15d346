import { processMemory } from '../../access/process-memory.ts';
import { workspacesTopic } from '../../access/topics.ts';
import type { Runtime } from '../../runtime.ts';
import { byInstance, type Hold, readHolds } from './holds.ts';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 1_000;

type Holds = ReadonlyMap<string, readonly Hold[]>;
type Place = Pick<Runtime, 'database' | 'broadcast'>;
const memory = processMemory({ topic: workspacesTopic, maxAgeMs, most: 1, load: loadHolds });

/** Why a workspace may only be read now, or null. What a plugin said counts while that plugin is on there. */
export async function readOnlyReason(
  place: Place,
  workspaceId: string,
  enabledPlugins: ReadonlySet<string>,
): Promise<string | null> {
  const holds = (await memory.of(place, 'all'))?.get(workspaceId) ?? [];
  const counts = ({ heldBy }: Hold) => heldBy === byInstance || enabledPlugins.has(heldBy);
  return holds.find(counts)?.reason ?? null;
}

async function loadHolds({ database }: Place): Promise<Holds> {
  return byWorkspace(await readHolds({ database: database.aside }));
}

function byWorkspace(holds: readonly Hold[]): Holds {
  const map = new Map<string, Hold[]>();
  for (const hold of holds) map.set(hold.workspaceId, [...(map.get(hold.workspaceId) ?? []), hold]);
  return map;
}
