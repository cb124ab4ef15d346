import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound } from '../../sdk/index.ts';
import type { ApprovalAnswer, DoneAnswer } from '../run/answer.ts';
import { type Approval, noteOf } from './approval.ts';
import { findApproval, listApprovals } from './approval-rows.ts';
import { approvePermission } from './approve-permission.ts';

/** Those who may decide see all; others see what they or their keys asked for. @throws NotFound */
export async function loadApproval(runtime: Runtime, scope: Scope, id: string): Promise<Approval> {
  const found = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    findApproval(unit, runtime.now(), id),
  );
  if (!found || !maySee(scope, found)) throw new NotFound('There is no such approval.');
  return found;
}

export function loadApprovals(
  runtime: Runtime,
  scope: Scope,
  isWaiting: boolean,
  limit = 100,
  before: string | null = null,
): Promise<Approval[]> {
  const isAll = scope.grants.has(approvePermission);
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    listApprovals(unit, runtime.now(), { isWaiting, isAll, userId: scope.actor.userId, limit, before }),
  );
}

function maySee({ grants, actor }: Scope, { actor: asker }: Approval): boolean {
  return grants.has(approvePermission) || (actor.userId !== null && actor.userId === asker.userId);
}

/** Where it stands, for whoever asks again: once done, its result. */
export async function approvalAnswer(
  runtime: Runtime,
  scope: Scope,
  id: string,
): Promise<ApprovalAnswer | DoneAnswer> {
  const approval = await loadApproval(runtime, scope, id);
  if (approval.state !== 'done') return { status: 'approval', approval: noteOf(approval) };
  return { status: 'done', output: approval.result, auditId: null, isReplay: true, undoableUntil: null };
}
