import type { ContributionKey, Plugin } from '../../sdk/index.ts';
import type { ContributionType } from '../contributions/contribution-type.ts';
import { contributionKeys, contributionTypes } from '../contributions/contribution-types.ts';
import { type Complaint, complaint } from '../problem.ts';
import type { Check } from './check.ts';

const ownName = /^[a-z0-9-]+(\.[a-z][a-z0-9-]*)+$/;
/** Judged in more detail by a check of their own. */
const elsewhere: ReadonlySet<ContributionKey> = new Set(['resources']);

/** Whatever has a name carries the plugin's id in front, and no two of a kind share one. */
export const checkContributionNames: Check = function* (plugin) {
  for (const key of contributionKeys) {
    if (!elsewhere.has(key)) yield* checkKind(plugin, key);
  }
};

function* checkKind<Key extends ContributionKey>(plugin: Plugin, key: Key): Iterable<Complaint> {
  const type = contributionTypes[key] as ContributionType<unknown>;
  const seen = new Set<string>();
  for (const item of plugin[key] ?? []) {
    const name = type.nameOf(item);
    const place = `${type.word} ${name}`;
    if (type.naming === 'own' && !isOwn(plugin.id, name)) yield complaint(place, ownNameNeeded(plugin.id));
    if (type.naming !== 'free' && seen.has(name))
      yield complaint(place, 'It stands there twice. Remove one.');
    seen.add(name);
  }
}

function isOwn(plugin: string, name: string): boolean {
  return name.startsWith(`${plugin}.`) && ownName.test(name);
}

function ownNameNeeded(plugin: string): string {
  return `Name it "${plugin}." and kebab-case words, such as "${plugin}.something".`;
}
