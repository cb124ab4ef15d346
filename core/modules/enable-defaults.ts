import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Workspace } from '../sdk/index.ts';
import { withRequired } from './dependencies.ts';
import { modulesTopic } from './enabled-plugins.ts';
import { switchOn } from './switch-on.ts';
import { lockSwitches } from './switches.ts';

/**
 * Switches on the modules of a new workspace: those its owner chose, else those that are on by default,
 * each with what it requires. @returns the ids
 */
export async function enableDefaults(
  runtime: Runtime,
  workspace: Workspace,
  chosen: readonly string[] = defaultPlugins(runtime),
): Promise<string[]> {
  const plugins = withRequired(runtime.registry, chosen);
  await inWorkspace(runtime.database, workspace.id, async (unit) => {
    await lockSwitches(unit);
    await switchOn(runtime, systemScope(runtime, workspace), unit, plugins);
  });
  await runtime.broadcast.tell(modulesTopic, workspace.id);
  return plugins.map(({ id }) => id);
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
