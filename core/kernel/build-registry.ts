import { corePermissions } from '../access/core-permissions.ts';
import type { Permission } from '../sdk/index.ts';
import { collectContributions } from './contributions/contributed.ts';
import { isWorking, type LoadedPlugin } from './loaded-plugin.ts';
import type { Registry } from './registry.ts';

/** All that the working plugins contribute; what is in quarantine contributes nothing. */
export function buildRegistry(plugins: readonly LoadedPlugin[]): Registry {
  const working = plugins.filter(isWorking).map(({ declaration }) => declaration);
  const permissions = [
    ...permissionsOf('core', corePermissions),
    ...working.flatMap((one) => permissionsOf(one.id, one.permissions)),
  ];
  return Object.freeze({
    plugins: Object.freeze([...plugins]),
    resources: new Map(
      working.flatMap(({ resources = [] }) => resources.map((one) => [one.id, one] as const)),
    ),
    permissions: new Map(permissions),
    events: new Map(working.flatMap(({ events = [] }) => events.map((one) => [one.id, one] as const))),
    contributions: collectContributions(working),
  });
}

function permissionsOf(plugin: string, permissions: Readonly<Record<string, Permission>>) {
  return Object.entries(permissions).map(([name, one]) => [name, { ...one, plugin }] as const);
}
