import type { Plugin, Resource } from '../../sdk/index.ts';
import type { Complaint } from '../problem.ts';

/** All that is loaded beside the plugin under check. */
export interface Company {
  /** Our own version. */
  readonly version: string;
  readonly plugins: ReadonlyMap<string, Plugin>;
  /** Found, but not to be read: broken, or disabled. What requires one is set aside for that alone. */
  readonly unreadable: ReadonlySet<string>;
  readonly corePermissions: readonly string[];
}

/** A pure look at one plugin; it gives every fault it finds. */
export type Check = (plugin: Plugin, company: Company) => Iterable<Complaint>;

/** The plugin itself and those it requires: all it may point at. */
export function reachable(plugin: Plugin, { plugins }: Company): Plugin[] {
  const others = Object.keys(plugin.requires ?? {}).flatMap((id) => plugins.get(id) ?? []);
  return [plugin, ...others];
}

export function reachableResource(id: string, plugin: Plugin, company: Company): Resource | undefined {
  const all = reachable(plugin, company).flatMap(({ resources = [] }) => resources);
  return all.find((resource) => resource.id === id);
}
