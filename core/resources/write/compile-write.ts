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
  readonly actor: string;
  readonly at: string;
}

/** Every write is one statement: the change, the event that tells of it, and the record as JSON. */
function changing(
  resource: Resource,
  kind: ChangeKind,
  actor: string,
  change: string,
  parameters: Parameters,
): Statement {
  const events = changeEventValues({ resource: resource.id, kind, actor });
  const first = parameters.values.length + 1;
  for (const value of events) parameters.add(value);
  return {
    text:
      `with changed as (${change} returning *), told as (${changeEventSql('changed', first)}) ` +
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
  const insert = `insert into ${tableOf(resource)} (${columns.join(', ')}) values (${placeholders.join(', ')})`;
  return changing(resource, 'created', note.actor, insert, parameters);
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
  const update = updating(resource, note, sets, parameters, { ...terms, trash: 'is null' });
  return changing(resource, 'updated', note.actor, update, parameters);
}

export function compileRemove(resource: Resource, note: WriteNote, visible: Condition | null): Statement {
  const parameters = new Parameters();
  const sets = [`removed_at = ${parameters.add(note.at)}`];
  const update = updating(resource, note, sets, parameters, {
    version: undefined,
    visible,
    trash: 'is null',
  });
  return changing(resource, 'removed', note.actor, update, parameters);
}

export function compileRestore(resource: Resource, note: WriteNote, visible: Condition | null): Statement {
  const parameters = new Parameters();
  const terms = { version: undefined, visible, trash: 'is not null' } as const;
  const update = updating(resource, note, ['removed_at = null'], parameters, terms);
  return changing(resource, 'restored', note.actor, update, parameters);
}

function updating(
  resource: Resource,
  note: WriteNote,
  sets: readonly string[],
  parameters: Parameters,
  terms: UpdateTerms & { readonly trash: 'is null' | 'is not null' },
): string {
  const all = [...sets, 'version = t.version + 1', `updated_at = ${parameters.add(note.at)}`];
  const conditions = [
    `t.workspace_id = ${parameters.add(note.workspaceId)}`,
    `t.id = ${parameters.add(note.id)}`,
    `t.removed_at ${terms.trash}`,
  ];
  if (terms.version !== undefined) conditions.push(`t.version = ${parameters.add(terms.version)}`);
  if (terms.visible) {
    const target = { resource, customFields: [], workspaceId: note.workspaceId, parameters };
    conditions.push(compileCondition(target, terms.visible));
  }
  return `update ${tableOf(resource)} t set ${all.join(', ')} where ${conditions.join(' and ')}`;
}
