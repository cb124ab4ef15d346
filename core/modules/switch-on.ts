import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { seedPlugin } from './seed-plugin.ts';
import { writeSwitches } from './switches.ts';

/** Switches on these, which come in dependency order, and lets each fill the workspace: all or nothing. */
export async function switchOn(
  runtime: Runtime,
  scope: Scope,
  unit: UnitOfWork,
  plugins: readonly FoundPlugin[],
): Promise<void> {
  const ids = plugins.map(({ id }) => id);
  if (ids.length === 0) return;
  await writeSwitches(unit, { ids, isOn: true, at: runtime.now(), by: scope.actor.userId });
  const enabledPlugins = new Set([...scope.enabledPlugins, ...ids]);
  for (const plugin of plugins) await seedPlugin(runtime, { ...scope, enabledPlugins }, unit, plugin);
}
