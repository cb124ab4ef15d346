import type { ContributionKey, Contributions, Plugin } from '../../sdk/index.ts';
import { contributionKeys } from './contribution-types.ts';

/** One contribution, with whose it is. */
export interface Contributed<Item> {
  readonly plugin: string;
  readonly item: Item;
}

export type AllContributions = {
  readonly [Key in ContributionKey]: readonly Contributed<Contributions[Key]>[];
};

/** What these plugins contribute, by kind, in their order. */
export function collectContributions(plugins: readonly Plugin[]): AllContributions {
  const pairs = contributionKeys.map((key) => [key, plugins.flatMap((plugin) => of(plugin, key))] as const);
  return Object.fromEntries(pairs) as unknown as AllContributions;
}

function of<Key extends ContributionKey>(plugin: Plugin, key: Key): Contributed<Contributions[Key]>[] {
  const items = (plugin[key] ?? []) as readonly Contributions[Key][];
  return items.map((item) => ({ plugin: plugin.id, item }));
}
