import { redact } from '../../audit/redact.ts';
import { type AuditedCall, type CallOutcome, writeCall } from '../../audit/write-call.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { AskedAction } from './asked.ts';

/** What the audit keeps of a call. */
export type KeptCall = Omit<AskedAction, 'checked'>;

/** The row of a call; `began` is monotonic. */
export function callRow(
  { action, callId, input, argsHash }: KeptCall,
  outcome: CallOutcome,
  began: number,
): AuditedCall {
  return {
    action: action.id,
    callId,
    outcome,
    args: redact(input, action.secret),
    argsHash,
    durationMs: performance.now() - began,
  };
}

/** In a transaction of its own. @returns the row's id */
export function keepApart(call: KeptCall, outcome: CallOutcome, began: number): Promise<string> {
  const { runtime, scope } = call;
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    writeCall(unit, scope, runtime.now(), callRow(call, outcome, began)),
  );
}

/** It broke, for a reason that nobody foresaw. */
export async function noteFailure(call: KeptCall, began: number): Promise<void> {
  await keepApart(call, 'failed', began).catch((error: unknown) =>
    call.runtime.log.warn({ err: error, action: call.action.id }, 'A failed action could not be kept.'),
  );
}
