import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { writeCall } from '../../audit/write-call.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { AlreadyDecided, refuseDecided } from './already-decided.ts';
import type { Approval } from './approval.ts';
import { changeApproval, findApproval } from './approval-rows.ts';
import { decidedBy, shownArgs } from './decided.ts';
import { notingRefusal, openDecision } from './open-decision.ts';
import { tellOfDecision } from './tell-deciders.ts';

const rejection = z.strictObject({
  reason: z.string('Say why.').trim().min(1, 'Say why: whoever asked will read it.').max(1_000),
});

/** A person does not let it happen. @throws NotAllowed, NotFound, Conflict, InvalidInput */
export async function reject(runtime: Runtime, scope: Scope, id: string, input: unknown): Promise<void> {
  await notingRefusal(runtime, scope, id, () => openDecision(runtime, scope, id));
  const { reason } = parseInput(rejection, input);
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const current = await findApproval(unit, runtime.now(), id, { lock: true });
    if (!current) throw new AlreadyDecided('It is not there any more.');
    refuseDecided(current);
    const args = shownArgs(runtime, current);
    await changeApproval(unit, id, { ...decidedBy(runtime, scope), state: 'rejected', reason, args });
    await tellOfDecision(runtime, { ...scope, unit });
    await writeCall(unit, scope, runtime.now(), { ...callOf(current), outcome: 'rejected', reason });
  });
}

function callOf({ action, argsHash }: Approval) {
  return { action, argsHash, callId: newId(), args: null };
}
