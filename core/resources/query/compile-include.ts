import type { Resource } from '../../sdk/index.ts';
import { columnOf, tableOf } from '../shape/columns.ts';

/** A reference to show beside its id, with what it points at. */
export interface Include {
  /** The reference field. */
  readonly field: string;
  /** Null for a member of the workspace. */
  readonly target: Resource | null;
}

/** `companyId` is shown as `company`. */
export function includeName(field: string): string {
  return field.endsWith('Id') ? field.slice(0, -2) : `${field}Record`;
}

/** An expression that answers `{ id, title }` of the other record, or null when it is gone. */
export function includeSql(resource: Resource, { field, target }: Include): string {
  const key = `t.${columnOf(resource, field)}`;
  const source = target
    ? `select x.id, ${titleSql(target)} as title from ${tableOf(target)} x where x.workspace_id = t.workspace_id and x.id = ${key} and x.removed_at is null`
    : `select x.id, x.name as title from workspace_people() x where x.id = ${key}`;
  return `(select row_to_json(o) from (${source}) o) as "${includeName(field)}"`;
}

/** A record's title from the alias `x`. */
export function titleSql(resource: Resource, alias = 'x'): string {
  const parts = resource.options.title.map((field) => `${alias}.${columnOf(resource, field)}`);
  return parts.length === 1 ? `${parts[0]}::text` : `concat_ws(' ', ${parts.join(', ')})`;
}
