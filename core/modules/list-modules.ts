import type { FoundPlugin, PluginState } from '../kernel/registry.ts';
import { heldPlugins } from '../kernel/states/held-plugins.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { dependantsOf, titleOf, withRequired } from './dependencies.ts';
import { isBridge, requiredIds } from './effective-plugins.ts';

/** A module as a workspace's admin sees it. */
export interface ModuleSummary {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly version: string;
  /** Only an enabled one can be switched. */
  readonly state: PluginState;
  readonly isOn: boolean;
  readonly defaultOn: boolean;
  /** What switching it on would switch on as well. */
  readonly alsoOn: readonly string[];
  /** What brings it along, by title, where it has no switch of its own. */
  readonly comesWith: readonly string[];
  /** What must be switched off before it, by title. */
  readonly neededBy: readonly string[];
}

/** The modules of this instance as they stand in the scope's workspace, by title. */
export async function listModules(
  runtime: Runtime,
  { enabledPlugins }: Pick<Scope, 'enabledPlugins'>,
): Promise<ModuleSummary[]> {
  const held = await heldIds(runtime);
  return runtime.registry.plugins
    .map((plugin) =>
      held.has(plugin.id) ? { ...plugin, state: held.get(plugin.id) ?? plugin.state } : plugin,
    )
    .flatMap((plugin) => summaryOf(runtime, plugin, enabledPlugins))
    .sort((a, b) => a.title.localeCompare(b.title));
}

async function heldIds({ database }: Runtime): Promise<Map<string, PluginState>> {
  const held = [...(await heldPlugins(database)).values()];
  return new Map(held.map(({ id, as }) => [id, as]));
}

function summaryOf({ registry }: Runtime, plugin: FoundPlugin, on: ReadonlySet<string>): ModuleSummary[] {
  const { id, state, declaration } = plugin;
  if (!declaration) return [];
  const { title, description, icon, version, defaultOn = false } = declaration;
  const alsoOn = withRequired(registry, [id]).filter((one) => one.id !== id && !on.has(one.id));
  const sides = isBridge(plugin)
    ? registry.plugins.filter((one) => requiredIds(plugin).includes(one.id))
    : [];
  return [
    {
      ...{ id, title, description, icon, version, state, defaultOn, isOn: on.has(id) },
      alsoOn: alsoOn.map(titleOf),
      comesWith: sides.map(titleOf),
      neededBy: dependantsOf(registry, id, on)
        .filter((one) => !isBridge(one))
        .map(titleOf),
    },
  ];
}
