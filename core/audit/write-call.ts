import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Scope } from '../scope.ts';
import { changeNoteOf } from './change-note.ts';

export type CallOutcome = 'done' | 'refused' | 'failed' | 'waiting' | 'rejected' | 'expired';

/** One action that somebody asked for, and what came of it. */
export interface AuditedCall {
  readonly action: string;
  readonly callId: string;
  readonly outcome: CallOutcome;
  /** Already redacted. */
  readonly args: unknown;
  readonly argsHash: string;
  readonly result?: unknown;
  readonly reason?: string | null;
  readonly durationMs?: number;
  readonly undoes?: string | null;
}

/** In whose name, and where. */
type CallScope = Pick<Scope, 'actor' | 'origin'> & { readonly workspace: { readonly id: string } };

const statement = `
  insert into audit_log (workspace_id, at, entry, call_id, actor, actor_name, user_id, approved_by, door, action,
    request_id, args, args_hash, result, outcome, reason, duration_ms, undoes)
  values ($1, $2, 'call', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  returning id::text`;

/** Keeps a call in the audit, in the transaction of its effect. @returns the row's id */
export async function writeCall(
  unit: UnitOfWork,
  scope: CallScope,
  at: Date,
  call: AuditedCall,
): Promise<string> {
  const by = changeNoteOf(scope);
  const rows = await unit.run<{ id: string }>({
    text: statement,
    values: [
      scope.workspace.id,
      at.toISOString(),
      call.callId,
      by.actor,
      by.actorName,
      by.userId,
      by.approvedBy,
      by.door,
      call.action,
      by.requestId,
      JSON.stringify(call.args ?? null),
      call.argsHash,
      call.result === undefined ? null : JSON.stringify(call.result),
      call.outcome,
      call.reason ?? null,
      call.durationMs === undefined ? null : Math.round(call.durationMs),
      call.undoes ?? null,
    ],
  });
  return rows[0]?.id ?? '';
}
