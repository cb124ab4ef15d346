import type { Scope } from '../scope.ts';
import { type ContributionKey, type Contributions, NotFound } from '../sdk/index.ts';
import type { Contributed } from './contributions/contributed.ts';
import type { Registry } from './registry.ts';

type WithSwitches = Pick<Scope, 'enabledPlugins'>;

export function isOn(scope: WithSwitches, pluginId: string): boolean {
  return scope.enabledPlugins.has(pluginId);
}

/**
 * The one gate in front of everything a plugin owns. What is switched off reads the same as what
 * never was, so nobody learns which modules exist.
 */
export function gate(scope: WithSwitches, pluginId: string): void {
  if (!isOn(scope, pluginId)) throw new NotFound('There is nothing here.');
}

/** What the plugins that are on in a workspace contribute of one kind: all that a surface there may show. */
export function contributionsIn<Key extends ContributionKey>(
  { contributions }: Pick<Registry, 'contributions'>,
  scope: WithSwitches,
  key: Key,
): readonly Contributed<Contributions[Key]>[] {
  return contributions[key].filter(({ plugin }) => isOn(scope, plugin));
}

/** What the plugins that run now contribute of one kind, for surfaces of the instance, which stand in no workspace. */
export function contributionsRunning<Key extends ContributionKey>(
  { contributions, plugins }: Pick<Registry, 'contributions' | 'plugins'>,
  key: Key,
): readonly Contributed<Contributions[Key]>[] {
  const running = new Set(plugins.filter(({ state }) => state === 'enabled').map(({ id }) => id));
  return contributions[key].filter(({ plugin }) => running.has(plugin));
}
