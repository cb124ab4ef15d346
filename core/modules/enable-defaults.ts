import { inWorkspace } from '../db/unit-of-work.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict, type Workspace } from '../sdk/index.ts';
import { titleOf, withRequired } from './dependencies.ts';
import { isBridge, requiredIds } from './effective-plugins.ts';
import { modulesTopic } from './enabled-plugins.ts';
import { switchOn } from './switch-on.ts';
import { lockSwitches, readSwitches, type Switches } from './switches.ts';

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
  for (const plugin of withRequired(runtime.registry, chosen).filter((one) => !isBridge(one))) {
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
      refuseHeld(plugin, await readSwitches(unit));
      await switchOn(runtime, scope, unit, [plugin]);
    });
    return true;
  } catch (error) {
    runtime.log.warn({ plugin: plugin.id, err: error }, 'A module stays off in a new workspace.');
    return false;
  }
}

function refuseHeld(plugin: FoundPlugin, { held }: Switches): void {
  if (held.has(plugin.id)) throw new Conflict(`${titleOf(plugin)} is held back on this instance.`);
}

export function defaultPlugins({ registry }: Runtime): string[] {
  const byDefault = registry.plugins.filter((one) => one.declaration?.defaultOn && !isBridge(one));
  return byDefault.map(({ id }) => id);
}

/** Nobody in particular sets a workspace up. */
export function systemScope(runtime: Runtime, workspace: Workspace): Scope {
  return {
    workspace,
    actor: { kind: 'system', userId: null, name: 'A new workspace' },
    grants: new Set(runtime.registry.permissions.keys()),
    enabledPlugins: new Set(),
    log: runtime.log,
    signal: new AbortController().signal,
  };
}
