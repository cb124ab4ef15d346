import { corePermissions } from '../access/core-permissions.ts';
import type { Permission, Resource } from '../sdk/index.ts';
import { type AllContributions, collectContributions } from './contributions/contributed.ts';
import { guardResource, type ResourceGuard } from './guard-resource.ts';
import { isWorking, type LoadedPlugin } from './loaded-plugin.ts';
import type { FoundPlugin, Registry } from './registry.ts';
import type { LiveStates } from './states/live-states.ts';

export interface RegistryParts extends ResourceGuard {
  readonly pluginStates: LiveStates;
}

/** All that the working plugins contribute; what is in quarantine contributes nothing. */
export function buildRegistry(plugins: readonly LoadedPlugin[], parts: RegistryParts): Registry {
  const working = plugins.filter(isWorking).map(({ declaration }) => declaration);
  const permissions = [
    ...permissionsOf('core', corePermissions),
    ...working.flatMap((one) => permissionsOf(one.id, one.permissions)),
  ];
  const contributions = collectContributions(working);
  const resources = new Map(
    contributions.resources.map(({ item }) => [item.id, guardResource(item, parts)] as const),
  );
  const now = statesOfNow(plugins, parts.pluginStates);
  return Object.freeze({
    get plugins() {
      return now();
    },
    resources,
    permissions: new Map(permissions),
    events: new Map(working.flatMap(({ events = [] }) => events.map((one) => [one.id, one] as const))),
    contributions: withGuarded(contributions, resources),
  });
}

function permissionsOf(plugin: string, permissions: Readonly<Record<string, Permission>>) {
  return Object.entries(permissions).map(([name, one]) => [name, { ...one, plugin }] as const);
}

/** Nobody reaches a resource as its plugin declared it, by no way. */
function withGuarded(
  contributions: AllContributions,
  resources: ReadonlyMap<string, Resource>,
): AllContributions {
  const guarded = (resource: Resource): Resource => resources.get(resource.id) ?? resource;
  return {
    ...contributions,
    resources: contributions.resources.map(({ plugin, item }) => ({ plugin, item: guarded(item) })),
    menu: contributions.menu.map(({ plugin, item }) => ({
      plugin,
      item: item.resource ? { ...item, resource: guarded(item.resource) } : item,
    })),
  };
}

/** What came up is as it came up, unless something is held against it since. The same list until that changes. */
function statesOfNow(plugins: readonly LoadedPlugin[], states: LiveStates): () => readonly FoundPlugin[] {
  let made: { readonly version: number; readonly plugins: readonly FoundPlugin[] } | null = null;
  return () => {
    const version = states.version();
    if (made?.version !== version) made = { version, plugins: plugins.map((one) => stateOfNow(one, states)) };
    return made.plugins;
  };
}

function stateOfNow(plugin: LoadedPlugin, states: LiveStates): FoundPlugin {
  if (!isWorking(plugin)) return plugin;
  const held = states.heldOf(plugin.id);
  const now = { ...plugin, isLoaded: true };
  return held ? { ...now, state: held.as, problems: [held.reason] } : now;
}
