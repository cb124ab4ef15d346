import { type FreshCache, freshCache } from '../access/fresh-cache.ts';
import { workspacesTopic } from '../access/topics.ts';
import type { Broadcast } from '../db/broadcast.ts';
import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import type { Workspace } from '../sdk/index.ts';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 10_000;
const most = 10_000;
const caches = new WeakMap<Broadcast, FreshCache<Workspace>>();

/** A workspace for work that nobody's request asks for; null when it is gone. */
export function workspaceOf(runtime: Runtime, id: string): Promise<Workspace | null> {
  return cacheOf(runtime).get(id);
}

function cacheOf({ broadcast, database }: Runtime): FreshCache<Workspace> {
  const known = caches.get(broadcast);
  if (known) return known;
  const cache = freshCache({ load: (id) => loadWorkspace(database, id), maxAgeMs, most });
  broadcast.hear(workspacesTopic, () => cache.clear());
  caches.set(broadcast, cache);
  return cache;
}

async function loadWorkspace(database: Database, id: string): Promise<Workspace | null> {
  const text = 'select id, slug, name, currency, timezone, locale from workspaces where id = $1';
  const [row] = await readInstance<Workspace>(database, { text, values: [id] });
  return row ?? null;
}
