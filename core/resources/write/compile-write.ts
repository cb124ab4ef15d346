import { changeAuditSql, changeAuditValues } from '../../audit/change-audit-sql.ts';
import type { ChangeNote } from '../../audit/change-note.ts';
import type { Statement } from '../../db/statement.ts';
import { type ChangeKind, changeEventSql, changeEventValues } from '../../events/event-row.ts';
import type { Condition, Resource } from '../../sdk/index.ts';
import { compileCondition } from '../query/compile-condition.ts';
import { Parameters } from '../query/parameters.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import { recordColumns } from '../shape/record-json.ts';
import type { FieldChange } from './input-schema.ts';

/** Which record, in whose name, at what time. */
export interface WriteNote {
  readonly workspaceId: string;
  readonly id: string;
  readonly by: ChangeNote;
  readonly at: string;
}

/** The change itself, with what the audit keeps of its values. */
interface Changing {
  /** Runs first, where the values before are wanted. */
  readonly before?: string;
  readonly change: string;
  /** `{ field: [before, after] }`, over the aliases `b` and `c`. */
  readonly changes?: string;
}

/** Every write is one statement: the change, the event that tells of it, its audit, and the record as JSON. */
function changing(
  resource: Resource,
  kind: ChangeKind,
  { by, at }: WriteNote,
  { before, change, changes }: Changing,
  parameters: Parameters,
): Statement {
  const told = changeEventSql('changed', parameters.values.length + 1);
  parameters.addAll(changeEventValues({ resource: resource.id, kind, actor: by.actor }));
  const more = before ? 'join before b on b.id = c.id' : '';
  const kept = changeAuditSql('changed', parameters.values.length + 1, { changes, more });
  parameters.addAll(changeAuditValues(by, at, resource.id, kind));
  return {
    text:
      `with ${before ? `before as (${before}), ` : ''}changed as (${change} returning t.*), told as (${told}), kept as (${kept}) ` +
      `select row_to_json(r)::text as record from (select ${recordColumns(resource, null)} from changed t) r`,
    values: parameters.values,
  };
}

export function compileCreate(
  resource: Resource,
  note: WriteNote,
  values: FieldChange,
  custom: object | undefined,
): Statement {
  const parameters = new Parameters();
  const columns = ['workspace_id', 'id', 'created_at', 'updated_at'];
  const at = parameters.add(note.at);
  const placeholders = [parameters.add(note.workspaceId), parameters.add(note.id), at, at];
  for (const [field, value] of Object.entries(values)) {
    columns.push(columnOf(resource, field));
    placeholders.push(parameters.add(value));
  }
  if (custom) {
    columns.push('custom');
    placeholders.push(parameters.add(JSON.stringify(custom)));
  }
  const change = `insert into ${tableOf(resource)} as t (${columns.join(', ')}) values (${placeholders.join(', ')})`;
  const changes = `${parameters.add(JSON.stringify(firstValues(values, custom)))}::jsonb`;
  return changing(resource, 'created', note, { change, changes }, parameters);
}

/** `{ field: [null, value] }` of all that is not empty. */
function firstValues(values: FieldChange, custom: object = {}): Record<string, unknown> {
  const all = [
    ...Object.entries(values),
    ...Object.entries(custom).map(([key, one]) => [`custom.${key}`, one] as const),
  ];
  const given = all.filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, [null, value]]));
}

export interface UpdateTerms {
  /** Refuse when somebody else was faster. */
  readonly version: number | undefined;
  readonly visible: Condition | null;
}

export function compileUpdate(
  resource: Resource,
  note: WriteNote,
  values: FieldChange,
  custom: object | undefined,
  terms: UpdateTerms,
): Statement {
  const parameters = new Parameters();
  const sets = Object.entries(values).map(
    ([field, value]) => `${columnOf(resource, field)} = ${parameters.add(value)}`,
  );
  // A null clears a custom value; the rest is merged into what is there.
  if (custom)
    sets.push(`custom = jsonb_strip_nulls(t.custom || ${parameters.add(JSON.stringify(custom))}::jsonb)`);
  const names = [...Object.keys(values), ...(custom ? ['custom'] : [])];
  const condition = conditionOf(resource, note, parameters, { ...terms, trash: 'is null' });
  const columns = names.map((name) => `, t.${columnOf(resource, name)}`).join('');
  const before = `select t.workspace_id, t.id${columns} from ${tableOf(resource)} t where ${condition} for update of t`;
  const change =
    `update ${tableOf(resource)} t set ${setting(note, sets, parameters)} from before b ` +
    'where t.workspace_id = b.workspace_id and t.id = b.id';
  return changing(
    resource,
    'updated',
    note,
    { before, change, changes: changesSql(resource, names) },
    parameters,
  );
}

/** Field by field what was and what is, of those that differ. */
function changesSql(resource: Resource, names: readonly string[]): string {
  const pairs = names.map((name) => {
    const column = columnOf(resource, name);
    return `'${name}', case when b.${column} is distinct from c.${column} then jsonb_build_array(b.${column}, c.${column}) end`;
  });
  return `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`;
}

export function compileRemove(resource: Resource, note: WriteNote, visible: Condition | null): Statement {
  const parameters = new Parameters();
  const terms = { version: undefined, visible, trash: 'is null' } as const;
  const change = updating(resource, note, `removed_at = ${parameters.add(note.at)}`, parameters, terms);
  return changing(resource, 'removed', note, { change }, parameters);
}

export function compileRestore(resource: Resource, note: WriteNote, visible: Condition | null): Statement {
  const parameters = new Parameters();
  const terms = { version: undefined, visible, trash: 'is not null' } as const;
  const change = updating(resource, note, 'removed_at = null', parameters, terms);
  return changing(resource, 'restored', note, { change }, parameters);
}

function updating(
  resource: Resource,
  note: WriteNote,
  set: string,
  parameters: Parameters,
  terms: RowTerms,
): string {
  const sets = setting(note, [set], parameters);
  return `update ${tableOf(resource)} t set ${sets} where ${conditionOf(resource, note, parameters, terms)}`;
}

function setting({ at }: WriteNote, sets: readonly string[], parameters: Parameters): string {
  return [...sets, 'version = t.version + 1', `updated_at = ${parameters.add(at)}`].join(', ');
}

interface RowTerms extends UpdateTerms {
  readonly trash: 'is null' | 'is not null';
}

function conditionOf(
  resource: Resource,
  { workspaceId, id }: WriteNote,
  parameters: Parameters,
  { version, visible, trash }: RowTerms,
): string {
  const conditions = [
    `t.workspace_id = ${parameters.add(workspaceId)}`,
    `t.id = ${parameters.add(id)}`,
    `t.removed_at ${trash}`,
  ];
  if (version !== undefined) conditions.push(`t.version = ${parameters.add(version)}`);
  if (visible) {
    const target = { resource, customFields: [], workspaceId, parameters };
    conditions.push(compileCondition(target, visible));
  }
  return conditions.join(' and ');
}
