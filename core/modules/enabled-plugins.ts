import { processMemory } from '../access/process-memory.ts';
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
const none: EnabledPlugins = new Set();

const memory = processMemory({ topic: modulesTopic, maxAgeMs, most, load: loadEnabled });

/** What is switched on and running in a workspace. Cached; every process forgets it when a switch moves. */
export async function enabledPluginsOf(runtime: Runtime, workspaceId: string): Promise<EnabledPlugins> {
  return (await memory.of(runtime, workspaceId)) ?? none;
}

async function loadEnabled({ database, registry }: Runtime, workspaceId: string): Promise<EnabledPlugins> {
  return effectivePlugins(registry, await inWorkspace(database, workspaceId, readSwitches));
}
