import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { DoneAnswer, Preview } from '../run/answer.ts';
import type { AskedAction } from '../run/asked.ts';
import { performCall } from '../run/perform-call.ts';
import { previewCall } from '../run/preview-call.ts';
import { afterFailure, markFailed } from './after-failure.ts';
import type { Approval, ApprovalState } from './approval.ts';
import { changeApproval } from './approval-rows.ts';
import { AskerMayNot, askAgain } from './ask-again.ts';
import { decidedBy, keptArgs } from './decided.ts';
import { refuseUnlessMayAnswerFor } from './may-answer-for.ts';
import { notingRefusal, openDecision } from './open-decision.ts';
import { refuseUnseen } from './seen.ts';
import { holdAsSeen } from './still-as-seen.ts';
import { tellOfDecision } from './tell-deciders.ts';

export interface Decision {
  /** The mark of what was looked at: it may have changed meanwhile. */
  readonly seen: string;
  /** Other arguments instead; they are checked and bound anew. */
  readonly args?: unknown;
}

/**
 * A person lets it happen: the stored call, as whoever asked, with all that is checked then checked again,
 * once whoever else decides at the same moment.
 *
 * @throws NotAllowed, NotFound, InvalidInput, Conflict when it is decided, was changed or would now do something else
 */
export function approve(runtime: Runtime, scope: Scope, id: string, decision: Decision): Promise<DoneAnswer> {
  return notingRefusal(runtime, scope, id, async () => {
    const { approval, asked } = await ready(runtime, scope, id, decision.args);
    refuseUnseen(approval, decision.seen);
    return perform({ approval, asked, approver: scope, decision });
  });
}

/** What it would do with other arguments. @throws as `approve` */
export function previewDecision(runtime: Runtime, scope: Scope, id: string, args: unknown): Promise<Preview> {
  return notingRefusal(runtime, scope, id, async () => {
    const { asked } = await ready(runtime, scope, id, args);
    return (await previewCall(asked)).preview;
  });
}

/** What is decided, by whom, and the call that it comes to. */
export interface UnderDecision {
  readonly approval: Approval;
  readonly asked: AskedAction;
  readonly approver: Scope;
  readonly decision: Decision;
}

async function ready(runtime: Runtime, scope: Scope, id: string, args: unknown) {
  const approval = await openDecision(runtime, scope, id);
  try {
    const asked = await askAgain(runtime, scope, approval, args);
    await refuseUnlessMayAnswerFor(runtime, scope, approval, asked);
    return { approval, asked };
  } catch (error) {
    if (error instanceof AskerMayNot) await markFailed(runtime, scope, approval, error.message);
    throw error;
  }
}

async function perform(under: UnderDecision): Promise<DoneAnswer> {
  const { effect } = under.asked.action;
  const leavesTheHouse = effect === 'send' || effect === 'money';
  if (leavesTheHouse) await minding(under, false, () => begin(under));
  return minding(under, leavesTheHouse, () => performOnce(under, leavesTheHouse ? 'running' : 'waiting'));
}

async function minding<Result>(
  under: UnderDecision,
  mayHaveHappened: boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await afterFailure(under, error, mayHaveHappened);
    throw error;
  }
}

function performOnce(under: UnderDecision, expected: ApprovalState): Promise<DoneAnswer> {
  const { approval, asked, approver, decision } = under;
  return performCall(asked, {
    before: (ctx) => holdAsSeen(ctx, asked, approval.id, decision.seen, expected),
    after: async (ctx, answer) => {
      await changeApproval(ctx.unit, approval.id, {
        ...decidedBy(asked.runtime, approver),
        state: 'done',
        result: answer.status === 'done' ? answer.output : null,
        ...keptArgs(under),
      });
      await tellOfDecision(asked.runtime, ctx);
    },
  });
}

/** What cannot be rolled back is begun for certain before it happens, so that nobody begins it twice. */
function begin({ approval, asked, approver, decision }: UnderDecision): Promise<void> {
  return openCtx(asked.runtime, asked.scope, async (ctx) => {
    await holdAsSeen(ctx, asked, approval.id, decision.seen);
    await changeApproval(ctx.unit, approval.id, { ...decidedBy(asked.runtime, approver), state: 'running' });
  });
}
