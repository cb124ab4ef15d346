import type { LoadedPlugin } from './loaded-plugin.ts';
import { type Complaint, complaint } from './problem.ts';

/** Ids and tables that more than one plugin claims. None of them is believed. */
export function sharedNames(plugins: readonly LoadedPlugin[]): Map<LoadedPlugin, Complaint[]> {
  const ids = claims(plugins, ({ id }) => [id]);
  const tables = claims(plugins, ({ declaration }) =>
    (declaration?.resources ?? []).map((resource) => resource.options.table),
  );
  return new Map(
    plugins.map((plugin) => [plugin, [...disputes('id', plugin, ids), ...disputes('table', plugin, tables)]]),
  );
}

type Claims = ReadonlyMap<string, ReadonlySet<LoadedPlugin>>;

function claims(
  plugins: readonly LoadedPlugin[],
  namesOf: (plugin: LoadedPlugin) => readonly string[],
): Claims {
  const found = new Map<string, Set<LoadedPlugin>>();
  for (const plugin of plugins) {
    for (const name of namesOf(plugin)) found.set(name, (found.get(name) ?? new Set()).add(plugin));
  }
  return found;
}

function disputes(what: string, plugin: LoadedPlugin, all: Claims): Complaint[] {
  return [...all].flatMap(([name, holders]) => {
    if (!holders.has(plugin) || holders.size < 2) return [];
    const places = [...holders].map(({ folder }) => folder).join(' and ');
    return [complaint(what, `"${name}" is claimed in ${places}. Keep one of them.`)];
  });
}
