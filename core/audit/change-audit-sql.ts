import type { ChangeKind } from '../events/event-row.ts';
import { actionOfChange, type ChangeNote } from './change-note.ts';

const columns =
  'workspace_id, at, entry, call_id, actor, actor_name, user_id, approved_by, door, action, request_id, ' +
  'resource, kind, record_id, version, changes';

const types = ['timestamptz', 'uuid', 'text', 'text', 'uuid', 'uuid', 'text', 'text', 'text', 'text', 'text'];

/**
 * Keeps the records that a CTE wrote in the audit: `with changed as (…), kept as (<this>) …`. `changes` is
 * an expression over the source's alias `c`; `more` joins what it needs. `firstParameter` is the number of
 * the first of the values in `changeAuditValues`.
 */
export function changeAuditSql(
  source: string,
  firstParameter: number,
  { changes = 'null::jsonb', more = '' }: { readonly changes?: string; readonly more?: string } = {},
): string {
  const [at, ...rest] = types.map((type, offset) => `$${firstParameter + offset}::${type}`);
  return (
    `insert into audit_log (${columns}) ` +
    `select c.workspace_id, ${at}, 'change', ${rest.join(', ')}, c.id, c.version, ${changes} from ${source} c ${more}`
  );
}

/** The values that go with `changeAuditSql`, in order. */
export function changeAuditValues(
  note: ChangeNote,
  at: string,
  resource: string,
  kind: ChangeKind,
): readonly unknown[] {
  return [
    at,
    note.callId,
    note.actor,
    note.actorName,
    note.userId,
    note.approvedBy,
    note.door,
    note.action ?? actionOfChange(resource, kind),
    note.requestId,
    resource,
    kind,
  ];
}
