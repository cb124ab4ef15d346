import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { noteRefusal } from '../run/note-refusal.ts';
import { refuseDecided } from './already-decided.ts';
import type { Approval } from './approval.ts';
import { approvePermission } from './approve-permission.ts';
import { loadApproval } from './find-approval.ts';

/** Whoever may decide at all, and not about what they asked for. @throws NotAllowed, NotFound, Conflict */
export async function openDecision(runtime: Runtime, scope: Scope, id: string): Promise<Approval> {
  authorise(viewerOf(runtime, scope), approvePermission);
  if (scope.actor.kind !== 'user') throw new NotAllowed('Only a person can decide this.');
  const approval = await loadApproval(runtime, scope, id);
  refuseDecided(approval);
  const { actor } = approval;
  if (actor.kind === 'user' && actor.userId === scope.actor.userId)
    throw new NotAllowed('Somebody else has to decide what you asked for.');
  return approval;
}

/** That somebody tried to decide what they may not is kept. */
export async function notingRefusal<Result>(
  runtime: Runtime,
  scope: Scope,
  id: string,
  decide: () => Promise<Result>,
): Promise<Result> {
  try {
    return await decide();
  } catch (error) {
    if (error instanceof NotAllowed)
      await noteRefusal(runtime, scope, 'workspace.approval.decide', { id }, error);
    throw error;
  }
}
