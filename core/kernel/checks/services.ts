import type { Plugin } from '../../sdk/index.ts';
import { type Complaint, complaint, listed } from '../problem.ts';
import type { Check, Company } from './check.ts';

/** Services of others that it uses: those of a plugin it requires must be there. */
export const checkServices: Check = function* (plugin, company) {
  const place = 'capabilities.services';
  const seen = new Set<string>();
  for (const id of plugin.capabilities?.services ?? []) {
    if (seen.has(id)) yield complaint(place, `"${id}" stands there twice. Remove one.`);
    seen.add(id);
    yield* checkOne(plugin, company, id, place);
  }
};

function* checkOne(plugin: Plugin, company: Company, id: string, place: string): Iterable<Complaint> {
  const owner = id.split('.')[0] ?? '';
  if (owner === plugin.id) yield complaint(place, `"${id}" is its own. Name services of others only.`);
  const provider = company.plugins.get(owner);
  const isRequired = Object.hasOwn(plugin.requires ?? {}, owner);
  if (owner === plugin.id || !isRequired || !provider || company.unreadable.has(owner)) return;
  const offered = (provider.services ?? []).map((one) => one.id);
  if (offered.includes(id)) return;
  yield complaint(place, `${owner} offers no service "${id}". It offers ${listed(offered)}.`);
}
