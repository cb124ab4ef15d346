import { inWorkspace } from '../db/unit-of-work.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Workspace } from '../sdk/index.ts';
import { withRequired } from './dependencies.ts';
import { requiredIds } from './effective-plugins.ts';
import { modulesTopic } from './enabled-plugins.ts';
import { switchOn } from './switch-on.ts';
import { lockSwitches } from './switches.ts';

/**
 * Switches on the modules of a new workspace: those its owner chose, else those that are on by default,
 * each with what it requires. One that cannot fill the workspace stays off and keeps nobody from
 * starting. @returns the ids that are on now
 */
export async function enableDefaults(
  runtime: Runtime,
  workspace: Workspace,
  chosen: readonly string[] = defaultPlugins(runtime),
): Promise<string[]> {
  const on = new Set<string>();
  for (const plugin of withRequired(runtime.registry, chosen)) {
    const isSupported = requiredIds(plugin).every((id) => on.has(id));
    if (isSupported && (await enableOne(runtime, workspace, plugin, on))) on.add(plugin.id);
  }
  await runtime.broadcast.tell(modulesTopic, workspace.id);
  return [...on];
}

async function enableOne(
  runtime: Runtime,
  workspace: Workspace,
  plugin: FoundPlugin,
  enabledPlugins: ReadonlySet<string>,
): Promise<boolean> {
  const scope = { ...systemScope(runtime, workspace), enabledPlugins };
  try {
    await inWorkspace(runtime.database, workspace.id, async (unit) => {
      await lockSwitches(unit);
      await switchOn(runtime, scope, unit, [plugin]);
    });
    return true;
  } catch (error) {
    runtime.log.warn({ plugin: plugin.id, err: error }, 'A module stays off in a new workspace.');
    return false;
  }
}

export function defaultPlugins({ registry }: Runtime): string[] {
  return registry.plugins.filter(({ declaration }) => declaration?.defaultOn).map(({ id }) => id);
}

function systemScope(runtime: Runtime, workspace: Workspace): Scope {
  return {
    workspace,
    actor: { kind: 'system', userId: null, name: 'A new workspace' },
    grants: new Set(runtime.registry.permissions.keys()),
    enabledPlugins: new Set(),
    log: runtime.log,
    signal: new AbortController().signal,
  };
}
