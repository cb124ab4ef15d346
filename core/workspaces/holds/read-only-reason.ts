import { type FreshCache, freshCache } from '../../access/fresh-cache.ts';
import { workspacesTopic } from '../../access/topics.ts';
import type { Broadcast } from '../../db/broadcast.ts';
import type { Runtime } from '../../runtime.ts';
import { byInstance, type Hold, readHolds } from './holds.ts';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 1_000;

type Holds = ReadonlyMap<string, readonly Hold[]>;
type Place = Pick<Runtime, 'database' | 'broadcast'>;
const memories = new WeakMap<Broadcast, FreshCache<Holds>>();

/** Why a workspace may only be read now, or null. What a plugin said counts while that plugin is on there. */
export async function readOnlyReason(
  place: Place,
  workspaceId: string,
  enabledPlugins: ReadonlySet<string>,
): Promise<string | null> {
  const holds = (await memoryOf(place).get('all'))?.get(workspaceId) ?? [];
  const counts = ({ heldBy }: Hold) => heldBy === byInstance || enabledPlugins.has(heldBy);
  return holds.find(counts)?.reason ?? null;
}

/** One memory per process: its broadcast lives exactly as long. */
function memoryOf({ database, broadcast }: Place): FreshCache<Holds> {
  const known = memories.get(broadcast);
  if (known) return known;
  const load = async () => byWorkspace(await readHolds({ database: database.aside }));
  const memory = freshCache<Holds>({ load, maxAgeMs, most: 1 });
  memories.set(broadcast, memory);
  broadcast.hear(workspacesTopic, () => memory.clear());
  return memory;
}

function byWorkspace(holds: readonly Hold[]): Holds {
  const map = new Map<string, Hold[]>();
  for (const hold of holds) map.set(hold.workspaceId, [...(map.get(hold.workspaceId) ?? []), hold]);
  return map;
}
