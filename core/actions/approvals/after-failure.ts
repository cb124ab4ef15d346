import { v7 as newId } from 'uuid';
import { writeCall } from '../../audit/write-call.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { DomainError, InvalidInput, Unavailable } from '../../sdk/index.ts';
import { previewCall } from '../run/preview-call.ts';
import { AlreadyDecided } from './already-decided.ts';
import type { Approval } from './approval.ts';
import { type ApprovalChange, changeApproval, findApproval } from './approval-rows.ts';
import type { UnderDecision } from './decide.ts';
import { decidedBy, shownArgs } from './decided.ts';
import { NotWhatWasSeen } from './seen.ts';
import { StalePreview } from './stale-preview.ts';
import { tellOfDecision } from './tell-deciders.ts';

export const brokeOff =
  'It broke off while it was being done: it may have happened. Look before you ask again.';

/** It did not happen, or nobody knows; what waits then waits on, is shown anew, or is over. */
export async function afterFailure(
  under: UnderDecision,
  error: unknown,
  mayHaveHappened: boolean,
): Promise<void> {
  const { asked, approver, approval } = under;
  if (error instanceof AlreadyDecided || error instanceof NotWhatWasSeen) return;
  if (error instanceof StalePreview) return lookAgain(under);
  const isKnown = error instanceof DomainError && !(error instanceof Unavailable);
  if (!isKnown && !mayHaveHappened) return;
  if (error instanceof InvalidInput && under.decision.args !== undefined) return waitOn(under, {});
  await markFailed(asked.runtime, approver, approval, isKnown ? error.message : brokeOff);
}

/** What it would do now, for whoever decides next; where it can do nothing any more, it is over. */
async function lookAgain(under: UnderDecision): Promise<void> {
  const { asked, approver, approval } = under;
  try {
    const { preview, versions } = await previewCall(asked);
    await waitOn(under, under.decision.args === undefined ? { preview, versions } : {});
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await markFailed(asked.runtime, approver, approval, error.message);
  }
}

function waitOn({ asked, approver, approval }: UnderDecision, change: ApprovalChange): Promise<void> {
  const undecided = { decidedBy: null, decidedByName: null, decidedAt: null, state: 'waiting' } as const;
  return whileOpen(asked.runtime, approver, approval.id, { ...undecided, ...change });
}

/** It is over, and the audit says why. */
export async function markFailed(
  runtime: Runtime,
  approver: Scope,
  approval: Approval,
  reason: string,
): Promise<void> {
  const args = shownArgs(runtime, approval);
  const change = { ...decidedBy(runtime, approver), state: 'failed', reason, args } as const;
  await whileOpen(runtime, approver, approval.id, change, reason);
}

function whileOpen(
  runtime: Runtime,
  approver: Scope,
  id: string,
  change: ApprovalChange,
  reason?: string,
): Promise<void> {
  return inWorkspace(runtime.database, approver.workspace.id, async (unit) => {
    const current = await findApproval(unit, runtime.now(), id, { lock: true });
    if (current?.state !== 'waiting' && current?.state !== 'running') return;
    await changeApproval(unit, id, change);
    await tellOfDecision(runtime, { ...approver, unit });
    if (reason === undefined) return;
    const { action, argsHash } = current;
    const call = { action, argsHash, callId: newId(), args: null, outcome: 'failed', reason } as const;
    await writeCall(unit, approver, runtime.now(), call);
  });
}
