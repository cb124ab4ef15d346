import type { Condition, Resource } from '../../sdk/index.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import { compileCondition } from './compile-condition.ts';
import type { Parameters } from './parameters.ts';

/** A reference to show beside its id, with what it points at. */
export interface Include {
  /** The reference field. */
  readonly field: string;
  /** Null for a member of the workspace. */
  readonly target: { readonly resource: Resource; readonly visible: Condition | null } | null;
}

interface IncludeTarget {
  readonly resource: Resource;
  readonly workspaceId: string;
  readonly parameters: Parameters;
}

/** `companyId` is shown as `company`. */
export function includeName(field: string): string {
  return field.endsWith('Id') ? field.slice(0, -2) : `${field}Record`;
}

/** An expression that answers `{ id, title }` of the other record, or null when it is gone or not visible. */
export function includeSql(from: IncludeTarget, { field, target }: Include): string {
  const key = `t.${columnOf(from.resource, field)}`;
  const source = target
    ? recordSource(from, target.resource, target.visible, key)
    : `select x.id, x.name as title from workspace_person(${key}) x`;
  return `(select row_to_json(o) from (${source}) o) as "${includeName(field)}"`;
}

function recordSource(
  from: IncludeTarget,
  resource: Resource,
  visible: Condition | null,
  key: string,
): string {
  const { workspaceId, parameters } = from;
  const seen = visible
    ? ` and ${compileCondition({ resource, customFields: [], workspaceId, parameters, alias: 'x' }, visible)}`
    : '';
  return (
    `select x.id, ${titleSql(resource)} as title from ${tableOf(resource)} x ` +
    `where x.workspace_id = t.workspace_id and x.id = ${key} and x.removed_at is null${seen}`
  );
}

/** A record's title from the alias `x`. */
export function titleSql(resource: Resource, alias = 'x'): string {
  const parts = resource.options.title.map((field) => `${alias}.${columnOf(resource, field)}`);
  return parts.length === 1 ? `${parts[0]}::text` : `concat_ws(' ', ${parts.join(', ')})`;
}
