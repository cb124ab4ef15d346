import type { Broadcast } from '../db/broadcast.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { effectivePlugins } from './effective-plugins.ts';
import { type ForgetfulCache, forgetfulCache } from './forgetful-cache.ts';
import { readSwitches } from './switches.ts';

/** Told with a workspace's id when its switches changed. */
export const modulesTopic = 'workspace-modules';

const mostWorkspaces = 10_000;
const caches = new WeakMap<Broadcast, ForgetfulCache<ReadonlySet<string>>>();

/** What is switched on and running in a workspace. Cached; every process forgets it when a switch moves. */
export function enabledPluginsOf(runtime: Runtime, workspaceId: string): Promise<ReadonlySet<string>> {
  return cacheOf(runtime).get(workspaceId);
}

/** One cache per process: its broadcast lives exactly as long. */
function cacheOf(runtime: Runtime): ForgetfulCache<ReadonlySet<string>> {
  const { broadcast } = runtime;
  const known = caches.get(broadcast);
  if (known) return known;
  const load = (workspaceId: string) => loadEnabled(runtime, workspaceId);
  const cache = forgetfulCache({ broadcast, topic: modulesTopic, load, most: mostWorkspaces });
  caches.set(broadcast, cache);
  return cache;
}

async function loadEnabled(
  { database, registry }: Runtime,
  workspaceId: string,
): Promise<ReadonlySet<string>> {
  return effectivePlugins(registry, await inWorkspace(database, workspaceId, readSwitches));
}
