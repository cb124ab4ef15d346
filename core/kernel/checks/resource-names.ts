import { columnName, type Resource } from '../../sdk/index.ts';
import { type Complaint, complaint } from '../problem.ts';
import type { Check } from './check.ts';
import { kebabCase } from './identity.ts';

const tableName = /^[a-z][a-z0-9_]{1,47}$/;

export const checkResourceNames: Check = function* (plugin) {
  for (const resource of plugin.resources ?? []) {
    yield* checkId(plugin.id, resource);
    yield* checkTable(plugin.id, resource);
  }
  yield* checkRepeated(plugin.resources ?? []);
};

function* checkId(plugin: string, { id, noun }: Resource): Iterable<Complaint> {
  if (id === `${plugin}.${noun}` && kebabCase.test(noun)) return;
  yield complaint(`resource ${id}`, `Name it "${plugin}." and a kebab-case noun, such as "${plugin}.thing".`);
}

function* checkTable(plugin: string, { id, options }: Resource): Iterable<Complaint> {
  const prefix = `${columnName(plugin).replaceAll('-', '_')}_`;
  if (options.table.startsWith(prefix) && tableName.test(options.table) && options.table !== prefix) return;
  const fix = `Name it "${prefix}" and a plural in snake_case, at most 48 characters.`;
  yield complaint(`resource ${id}.table`, `"${options.table}" is no table of this plugin. ${fix}`);
}

function* checkRepeated(resources: readonly Resource[]): Iterable<Complaint> {
  const seen = { id: new Set<string>(), path: new Set<string>(), table: new Set<string>() };
  for (const { id, path, options } of resources) {
    const values = { id, path, table: options.table };
    for (const key of ['id', 'path', 'table'] as const) {
      if (seen[key].has(values[key])) {
        yield complaint(
          `resource ${id}`,
          `The ${key} "${values[key]}" is taken by another of its resources. Choose one of its own.`,
        );
      }
      seen[key].add(values[key]);
    }
  }
}
