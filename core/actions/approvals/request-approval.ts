import { v7 as newId } from 'uuid';
import { redact } from '../../audit/redact.ts';
import { writeCall } from '../../audit/write-call.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { ApprovalAnswer } from '../run/answer.ts';
import type { AskedAction } from '../run/asked.ts';
import { approvalHours } from '../run/limits.ts';
import type { Around } from '../run/perform-call.ts';
import { previewCall } from '../run/preview-call.ts';
import { type Approval, noteOf } from './approval.ts';
import { insertApproval } from './approval-rows.ts';
import { tellOfApproval } from './tell-deciders.ts';

/** Keeps the call as it is, with what it would do, for a person to decide on. */
export async function requestApproval(asked: AskedAction, around: Around = {}): Promise<ApprovalAnswer> {
  const { runtime, scope, action, callId, input, argsHash } = asked;
  const previewed = await previewCall(asked);
  const approval = approvalFor(asked, previewed);
  return openCtx(runtime, scope, async (ctx) => {
    await around.before?.(ctx);
    await insertApproval(ctx.unit, approval);
    await tellOfApproval(runtime, ctx, approval);
    const args = redact(input, action.secret);
    await writeCall(ctx.unit, scope, runtime.now(), {
      action: action.id,
      callId,
      outcome: 'waiting',
      args,
      argsHash,
    });
    const answer: ApprovalAnswer = { status: 'approval', approval: noteOf(approval) };
    await around.after?.(ctx, answer);
    return answer;
  });
}

function approvalFor(
  asked: AskedAction,
  { preview, versions }: Awaited<ReturnType<typeof previewCall>>,
): Approval {
  const { runtime, scope, action, input, argsHash, checked } = asked;
  const { effect, risk } = action.weigh(checked);
  const now = runtime.now();
  return {
    id: newId(),
    ...{ action: action.id, args: input, argsHash, effect, risk, preview, versions },
    state: 'waiting',
    actor: scope.actor,
    door: scope.origin?.door ?? 'system',
    requestId: scope.origin?.requestId ?? null,
    askedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + approvalHours * 3_600_000).toISOString(),
    ...{
      decidedBy: null,
      decidedByName: null,
      decidedAt: null,
      wasEdited: false,
      reason: null,
      result: null,
    },
  };
}
