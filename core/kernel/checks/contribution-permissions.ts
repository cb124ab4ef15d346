import type { ContributionKey, Plugin } from '../../sdk/index.ts';
import type { ContributionType } from '../contributions/contribution-type.ts';
import { contributionKeys, contributionTypes } from '../contributions/contribution-types.ts';
import type { Complaint } from '../problem.ts';
import type { Check, Company } from './check.ts';
import { checkRule } from './permissions.ts';

/** Every permission that a contribution asks for is registered by someone. */
export const checkContributionPermissions: Check = function* (plugin, company) {
  for (const key of contributionKeys) yield* checkKind(plugin, key, company);
};

function* checkKind(plugin: Plugin, key: ContributionKey, company: Company): Iterable<Complaint> {
  const type = contributionTypes[key] as ContributionType<unknown>;
  for (const item of plugin[key] ?? []) {
    const permission = type.permissionOf?.(item);
    const place = `${type.word} ${type.nameOf(item)}.${key === 'routes' ? 'access' : 'permission'}`;
    if (permission !== undefined) yield* checkRule(place, permission, plugin, company);
  }
}
