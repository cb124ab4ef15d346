import { type FreshCache, freshCache } from '../access/fresh-cache.ts';
import type { Broadcast } from '../db/broadcast.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { effectivePlugins } from './effective-plugins.ts';
import { readSwitches } from './switches.ts';

/** Told with a workspace's id when its switches changed. */
export const modulesTopic = 'workspace-modules';

type EnabledPlugins = ReadonlySet<string>;

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 10_000;
const most = 10_000;
const caches = new WeakMap<Broadcast, FreshCache<EnabledPlugins>>();
const none: EnabledPlugins = new Set();

/** What is switched on and running in a workspace. Cached; every process forgets it when a switch moves. */
export async function enabledPluginsOf(runtime: Runtime, workspaceId: string): Promise<EnabledPlugins> {
  return (await cacheOf(runtime).get(workspaceId)) ?? none;
}

/** One cache per process: its broadcast lives exactly as long. */
function cacheOf(runtime: Runtime): FreshCache<EnabledPlugins> {
  const { broadcast } = runtime;
  const known = caches.get(broadcast);
  if (known) return known;
  const cache = freshCache({ load: (workspaceId) => loadEnabled(runtime, workspaceId), maxAgeMs, most });
  broadcast.hear(modulesTopic, () => cache.clear());
  caches.set(broadcast, cache);
  return cache;
}

async function loadEnabled({ database, registry }: Runtime, workspaceId: string): Promise<EnabledPlugins> {
  return effectivePlugins(registry, await inWorkspace(database, workspaceId, readSwitches));
}
