import type { UnitOfWork } from '../../db/unit-of-work.ts';

/** A row of the audit that says something was done. */
export interface DoneRow {
  readonly id: string;
  readonly entry: 'change' | 'call';
  readonly at: string;
  readonly action: string;
  readonly outcome: string;
  readonly callId: string | null;
  readonly userId: string | null;
  readonly args: unknown;
  readonly result: unknown;
  readonly isUndone: boolean;
}

/** One record that it changed. */
export interface DoneChange {
  readonly resource: string;
  readonly recordId: string;
  readonly version: number;
  readonly kind: 'created' | 'updated' | 'removed' | 'restored';
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>> | null;
}

export async function findDone(unit: UnitOfWork, id: string): Promise<DoneRow | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  const [row] = await unit.run<DoneRow>({
    text: `select id::text, entry, at, action, outcome, call_id as "callId", user_id as "userId", args, result,
        exists (select from audit_log u where u.workspace_id = a.workspace_id and u.undoes = a.id and u.outcome = 'done') as "isUndone"
      from audit_log a where workspace_id = $1 and id = $2`,
    values: [unit.workspaceId, id],
  });
  return row;
}

/** Newest first: the way they are taken back. */
export function changesOfCall(unit: UnitOfWork, { id, entry, callId }: DoneRow): Promise<DoneChange[]> {
  const isCall = entry === 'call';
  return unit.run<DoneChange>({
    text: `select resource, record_id as "recordId", version, kind, changes from audit_log
      where workspace_id = $1 and entry = 'change' and ${isCall ? 'call_id = $2' : 'id = $2'} order by id desc`,
    values: [unit.workspaceId, isCall ? callId : id],
  });
}
