import type { Resource } from '../../sdk/index.ts';
import { columnOf, systemFields } from './columns.ts';

/** A record as the API shows it. */
export type RecordJson = Record<string, unknown> & {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  removedAt: string | null;
  custom: Record<string, unknown>;
};

const everyField = new WeakMap<Resource, string>();

/** The select list that makes a record's JSON inside PostgreSQL, from the alias `t`. */
export function recordColumns(resource: Resource, fields: readonly string[] | null): string {
  if (fields) return selectList(resource, ['id', 'version', ...fields]);
  const known = everyField.get(resource);
  if (known) return known;
  const all = selectList(resource, [
    ...systemFields.slice(0, 1),
    ...Object.keys(resource.fields),
    ...systemFields.slice(1),
  ]);
  everyField.set(resource, all);
  return all;
}

function selectList(resource: Resource, fields: readonly string[]): string {
  return [...new Set(fields)].map((field) => `t.${columnOf(resource, field)} as "${field}"`).join(', ');
}
