import type { Plugin } from '../../sdk/index.ts';
import { type Complaint, complaint, listed } from '../problem.ts';
import { type Check, type Company, reachable } from './check.ts';

const word = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const checkPermissions: Check = function* ({ id, permissions }) {
  for (const name of Object.keys(permissions)) {
    const [prefix, verb = ''] = name.split(':');
    if (prefix !== id || !word.test(verb)) {
      yield complaint(`permissions.${name}`, `Name it "${id}:" and a kebab-case word, such as "${id}:read".`);
    }
  }
};

/** Permissions a plugin may name: its own, those of plugins it requires, and the core's. */
export function knownPermissions(plugin: Plugin, company: Company): Set<string> {
  const declared = reachable(plugin, company).flatMap(({ permissions }) => Object.keys(permissions));
  return new Set([...declared, ...company.corePermissions]);
}

/** Rules that are functions decide by themselves; a name must be registered. */
export function* checkRule(
  path: string,
  rule: unknown,
  plugin: Plugin,
  company: Company,
): Iterable<Complaint> {
  const known = knownPermissions(plugin, company);
  if (typeof rule !== 'string' || known.has(rule)) return;
  if (company.unreadable.has(rule.split(':')[0] ?? '')) return;
  const own = [...known].filter((name) => name.startsWith(`${plugin.id}:`));
  const fix = `Use ${listed(own.length > 0 ? own : known)}, or add it to permissions.`;
  yield complaint(path, `There is no permission "${rule}". ${fix}`);
}
