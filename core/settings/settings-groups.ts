import type { Contributed } from '../kernel/contributions/contributed.ts';
import { isOn } from '../kernel/gate.ts';
import type { Registry } from '../kernel/registry.ts';
import type { Scope } from '../scope.ts';
import { NotFound, type Settings, type SettingsScope } from '../sdk/index.ts';

export type Group = Contributed<Settings>;

/** Groups of one scope, of the plugins that are on where somebody looks. */
export function groupsOf(
  { contributions }: Registry,
  scope: SettingsScope,
  enabledPlugins: ReadonlySet<string>,
): Group[] {
  return contributions.settings.filter(
    ({ plugin, item }) => item.scope === scope && isOn({ enabledPlugins }, plugin),
  );
}

/** @throws NotFound also for one of a module that is off */
export function groupNamed(
  { contributions }: Registry,
  scope: Pick<Scope, 'enabledPlugins'>,
  id: string,
): Group {
  const found = contributions.settings.find(({ item }) => item.id === id);
  if (!found || !isOn(scope, found.plugin)) throw new NotFound(`There are no settings "${id}".`);
  return found;
}

export function isSecret({ secret = [] }: Settings, name: string): boolean {
  return secret.includes(name);
}

/** Who may change a workspace's settings unless the group says otherwise. */
export const usualPermission = 'workspace:manage-modules';
