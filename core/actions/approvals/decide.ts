import { v7 as newId } from 'uuid';
import { authorise } from '../../access/policy.ts';
import { scopeOfActor } from '../../access/scope-of-actor.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { Conflict, DomainError, NotAllowed } from '../../sdk/index.ts';
import { argsHash } from '../args-hash.ts';
import { openAction } from '../catalogue/action-catalogue.ts';
import type { DoneAnswer } from '../run/answer.ts';
import type { AskedAction } from '../run/asked.ts';
import { performCall } from '../run/perform-call.ts';
import { previewCall } from '../run/preview-call.ts';
import type { Approval } from './approval.ts';
import { changeApproval, findApproval } from './approval-rows.ts';
import { approvePermission, loadApproval } from './find-approval.ts';
import { refuseStale, StalePreview } from './stale-preview.ts';

export interface Decision {
  /** What was seen: somebody may have edited it meanwhile. */
  readonly argsHash: string;
  /** Other arguments instead; they are bound anew. */
  readonly args?: unknown;
}

/**
 * A person lets it happen: the stored call, as whoever asked, with all that is checked then checked again,
 * once whoever else decides at the same moment.
 *
 * @throws NotAllowed, NotFound, Conflict when it is decided, was changed or would now do something else
 */
export async function approve(
  runtime: Runtime,
  scope: Scope,
  id: string,
  decision: Decision,
): Promise<DoneAnswer> {
  const approval = await openDecision(runtime, scope, id);
  refuseOther(approval, decision.argsHash);
  const asked = await askAgain(runtime, scope, approval, decision.args ?? approval.args);
  try {
    return await performCall(asked, {
      before: async ({ unit }) => {
        const current = await findApproval(unit, runtime.now(), id, { lock: true });
        refuseDecided(current ?? approval);
        refuseOther(current ?? approval, decision.argsHash);
        await refuseStale(runtime, unit, decision.args === undefined ? approval.versions : []);
      },
      after: ({ unit }, answer) =>
        changeApproval(unit, id, {
          ...decided(runtime, scope),
          state: 'done',
          result: answer.status === 'done' ? answer.output : null,
          ...(decision.args !== undefined && {
            args: asked.input,
            argsHash: asked.argsHash,
            wasEdited: true,
          }),
        }),
    });
  } catch (error) {
    if (error instanceof StalePreview) await lookAgain(asked, id);
    else if (error instanceof DomainError && !(error instanceof AlreadyDecided))
      await fail(runtime, scope, id, error);
    throw error;
  }
}

/** Decided, or overdue. */
export class AlreadyDecided extends Conflict {
  override readonly code: string = 'already-decided';
}

/** Whoever may decide about it, and about whom. @throws NotAllowed, NotFound, Conflict */
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

function refuseDecided({ state, decidedByName }: Approval): void {
  if (state === 'waiting') return;
  if (state === 'expired') throw new AlreadyDecided('Nobody decided in time; it has to be asked for again.');
  throw new AlreadyDecided(`${decidedByName ?? 'Somebody'} decided this already.`);
}

function refuseOther({ argsHash: current }: Approval, seen: string): void {
  if (current === seen) return;
  throw new AlreadyDecided('This is not what you were shown. Look at it again.');
}

/** The same call as whoever asked for it may make today. */
async function askAgain(
  runtime: Runtime,
  approver: Scope,
  approval: Approval,
  input: unknown,
): Promise<AskedAction> {
  const callId = newId();
  const { actor, door, requestId, action: id } = approval;
  const asker =
    actor.kind === 'system' ? { ...approver, actor } : await scopeOfAsker(runtime, approver, actor);
  const origin = { door, requestId, action: id, callId, approvedBy: approver.actor.userId ?? undefined };
  const scope: Scope = { ...asker, origin };
  const action = openAction(runtime, scope, id);
  const checked = await action.check(runtime, scope, input);
  return { runtime, scope, action, callId, input, checked, argsHash: argsHash(id, input) };
}

function scopeOfAsker(
  runtime: Runtime,
  { workspace, log, signal }: Scope,
  actor: Exclude<Approval['actor'], { kind: 'system' }>,
): Promise<Scope> {
  return scopeOfActor(runtime, workspace.id, actor, { log, signal });
}

/** What it would do now, for whoever decides next. */
async function lookAgain(asked: AskedAction, id: string): Promise<void> {
  const { preview, versions } = await previewCall(asked);
  await inWorkspace(asked.runtime.database, asked.scope.workspace.id, (unit) =>
    changeApproval(unit, id, { preview, versions }),
  );
}

async function fail(runtime: Runtime, scope: Scope, id: string, { message }: DomainError): Promise<void> {
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const current = await findApproval(unit, runtime.now(), id, { lock: true });
    if (current?.state !== 'waiting') return;
    await changeApproval(unit, id, { ...decided(runtime, scope), state: 'failed', reason: message });
  });
}

export function decided(runtime: Runtime, { actor }: Scope) {
  return { decidedBy: actor.userId, decidedByName: actor.name, decidedAt: runtime.now().toISOString() };
}
