import type { Statement } from '../db/statement.ts';
import type { Actor } from '../sdk/index.ts';

export type ChangeKind = 'created' | 'updated' | 'removed' | 'restored';

/** One row of the outbox, written in the transaction of the change it tells of. */
export interface EventRow {
  readonly workspaceId: string;
  /** `crm.contact.created`, or the id of an event that a plugin emitted. */
  readonly event: string;
  /** What changed; null for an event that is no record's change. */
  readonly change: RecordChange | null;
  /** The record that an event which is no record's change is about: listeners are told in order by it. */
  readonly about?: string | null;
  readonly payload: unknown;
  readonly actor: string;
}

export interface RecordChange {
  readonly resource: string;
  readonly recordId: string;
  readonly version: number;
  readonly kind: ChangeKind;
}

/** What is the same for every record of one write. */
export interface ChangeNote {
  readonly resource: string;
  readonly kind: ChangeKind;
  readonly actor: string;
}

const columns = 'workspace_id, event, resource, record_id, version, kind, payload, actor';

/**
 * The events of records that a CTE wrote: `with changed as (insert … returning *), told as (<this>) …`.
 * The source needs the columns workspace_id, id and version; one row or a thousand cost one statement.
 * `firstParameter` is the number of the first of the four parameters in `changeEventValues`.
 */
export function changeEventSql(source: string, firstParameter: number): string {
  const [event, resource, kind, actor] = [0, 1, 2, 3].map((offset) => `$${firstParameter + offset}::text`);
  return (
    `insert into events (${columns}) ` +
    `select workspace_id, ${event}, ${resource}, id, version, ${kind}, null, ${actor} from ${source}`
  );
}

/** The four values that go with `changeEventSql`, in order. */
export function changeEventValues({ resource, kind, actor }: ChangeNote): [string, string, string, string] {
  return [`${resource}.${kind}`, resource, kind, actor];
}

const insertMany =
  `insert into events (${columns}) select * from unnest(` +
  '$1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::jsonb[], $8::text[])';

/** Any rows, for `ctx.emit` and whatever is not a plain write of records. */
export function eventStatement(rows: readonly EventRow[]): Statement {
  const values = [
    rows.map((row) => row.workspaceId),
    rows.map((row) => row.event),
    rows.map((row) => row.change?.resource ?? null),
    rows.map((row) => row.change?.recordId ?? row.about ?? null),
    rows.map((row) => row.change?.version ?? null),
    rows.map((row) => row.change?.kind ?? null),
    rows.map((row) => (row.payload === undefined ? null : JSON.stringify(row.payload))),
    rows.map((row) => row.actor),
  ];
  return { text: insertMany, values };
}

/** `user:<id>`, `apiKey:<id>` or `system:<reason>`. */
export function actorText(actor: Actor): string {
  if (actor.kind === 'apiKey') return `apiKey:${actor.keyId}`;
  return `${actor.kind}:${actor.userId ?? actor.name}`;
}
