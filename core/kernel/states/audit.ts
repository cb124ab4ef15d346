import type { UnitOfWork } from '../../db/unit-of-work.ts';

/** Who did something to the instance. `userId` is null where no person stands behind it. */
export interface AuditActor {
  readonly userId: string | null;
  readonly name: string;
}

/** One line of the trail; it can be added to and never changed. */
export interface AuditEntry {
  readonly by: AuditActor;
  /** `plugin.state`, `plugin.capabilities` … */
  readonly action: string;
  readonly subject: string;
  readonly from?: string | null;
  readonly to?: string | null;
  /** In a sentence. */
  readonly reason: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const insert = `
  insert into instance_audit (at, actor_id, actor, action, subject, from_state, to_state, reason, details)
  select coalesce(at, now()), actor_id, actor, action, subject, from_state, to_state, reason, details
  from jsonb_to_recordset($1::jsonb) as entry (at timestamptz, actor_id uuid, actor text, action text, subject text,
    from_state text, to_state text, reason text, details jsonb)`;

/** Adds to the trail of the instance, in the same transaction as what it tells of. */
export async function audit(unit: UnitOfWork, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await unit.run({ text: insert, values: [JSON.stringify(entries.map(rowOf))] });
}

function rowOf({ by, action, subject, from = null, to = null, reason, details = {} }: AuditEntry) {
  return {
    ...{ actor_id: by.userId, actor: by.name, action, subject, reason, details },
    from_state: from,
    to_state: to,
  };
}
