import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { effectivePlugins, isBridge } from './effective-plugins.ts';
import { seedPlugin } from './seed-plugin.ts';
import { readSwitches, writeSwitches } from './switches.ts';

/** Switches on these, which come in dependency order, and lets each fill the workspace: all or nothing. */
export async function switchOn(
  runtime: Runtime,
  scope: Scope,
  unit: UnitOfWork,
  plugins: readonly FoundPlugin[],
): Promise<void> {
  const ids = plugins.map(({ id }) => id);
  if (ids.length === 0) return;
  await writeSwitches(unit, { ids, isOn: true, by: scope.actor.userId });
  const enabledPlugins = new Set([...scope.enabledPlugins, ...ids]);
  for (const plugin of plugins) await seedPlugin(runtime, { ...scope, enabledPlugins }, unit, plugin);
  await fillBridges(runtime, scope, unit);
}

/**
 * Lets bridges fill the workspace that now has both sides. A bridge has no switch of its own: its row
 * says that it was filled, so that it happens once. @returns whether there were any
 */
export async function fillBridges(runtime: Runtime, scope: Scope, unit: UnitOfWork): Promise<boolean> {
  const switches = await readSwitches(unit);
  const enabledPlugins = effectivePlugins(runtime.registry, switches);
  const due = runtime.registry.plugins.filter(
    (plugin) => isBridge(plugin) && enabledPlugins.has(plugin.id) && !switches.switchedOn.has(plugin.id),
  );
  if (due.length === 0) return false;
  const ids = due.map(({ id }) => id);
  await writeSwitches(unit, { ids, isOn: true, by: scope.actor.userId });
  for (const plugin of due) await seedPlugin(runtime, { ...scope, enabledPlugins }, unit, plugin);
  return true;
}
