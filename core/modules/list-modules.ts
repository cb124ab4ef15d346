import type { FoundPlugin, PluginState } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { dependantsOf, titleOf, withRequired } from './dependencies.ts';

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
  /** What must be switched off before it, by title. */
  readonly neededBy: readonly string[];
}

/** The modules of this instance as they stand in the scope's workspace, by title. */
export function listModules(
  runtime: Runtime,
  { enabledPlugins }: Pick<Scope, 'enabledPlugins'>,
): ModuleSummary[] {
  return runtime.registry.plugins
    .flatMap((plugin) => summaryOf(runtime, plugin, enabledPlugins))
    .sort((a, b) => a.title.localeCompare(b.title));
}

function summaryOf({ registry }: Runtime, plugin: FoundPlugin, on: ReadonlySet<string>): ModuleSummary[] {
  const { id, state, declaration } = plugin;
  if (!declaration) return [];
  const { title, description, icon, version, defaultOn = false } = declaration;
  const alsoOn = withRequired(registry, [id]).filter((one) => one !== plugin && !on.has(one.id));
  return [
    {
      ...{ id, title, description, icon, version, state, defaultOn, isOn: on.has(id) },
      alsoOn: alsoOn.map(titleOf),
      neededBy: dependantsOf(registry, id, on).map(titleOf),
    },
  ];
}
