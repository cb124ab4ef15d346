import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { writeCall } from '../../audit/write-call.ts';
import { inInstance, inWorkspace } from '../../db/unit-of-work.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Approval } from './approval.ts';
import { changeApproval, findApproval } from './approval-rows.ts';
import { AlreadyDecided, decided, openDecision } from './decide.ts';

const rejection = z.strictObject({
  reason: z.string('Say why.').trim().min(1, 'Say why: whoever asked will read it.').max(1_000),
});

/** A person does not let it happen. @throws NotAllowed, NotFound, Conflict, InvalidInput */
export async function reject(runtime: Runtime, scope: Scope, id: string, input: unknown): Promise<void> {
  await openDecision(runtime, scope, id);
  const { reason } = parseInput(rejection, input);
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const current = await findApproval(unit, runtime.now(), id, { lock: true });
    if (current?.state !== 'waiting') throw new AlreadyDecided('Somebody decided this already.');
    await changeApproval(unit, id, { ...decided(runtime, scope), state: 'rejected', reason });
    await writeCall(unit, scope, runtime.now(), { ...callOf(current), outcome: 'rejected', reason });
  });
}

function callOf({ action, argsHash }: Approval) {
  return { action, argsHash, callId: newId(), args: null };
}

const overdueReason = 'Nobody decided in time.';

/** Writes down that nobody decided in time. @returns how many */
export async function expireApprovals(runtime: Runtime): Promise<number> {
  const workspaces = await inInstance(runtime.database, (unit) =>
    unit.run<{ id: string }>({
      text: 'select * from action_approvals_overdue($1) as id',
      values: [runtime.now()],
    }),
  );
  let total = 0;
  for (const { id } of workspaces) total += await expireIn(runtime, id);
  return total;
}

function expireIn(runtime: Runtime, workspaceId: string): Promise<number> {
  const now = runtime.now();
  return inWorkspace(runtime.database, workspaceId, async (unit) => {
    const rows = await unit.run<{ action: string; args_hash: string }>({
      text: `update action_approvals set state = 'expired', decided_at = $1, reason = $2
        where workspace_id = $3 and state = 'waiting' and expires_at <= $1 returning action, args_hash`,
      values: [now, overdueReason, workspaceId],
    });
    for (const { action, args_hash: argsHash } of rows) {
      const call = {
        action,
        argsHash,
        callId: newId(),
        args: null,
        outcome: 'expired',
        reason: overdueReason,
      } as const;
      await writeCall(unit, systemIn(workspaceId), now, call);
    }
    return rows.length;
  });
}

function systemIn(workspaceId: string) {
  const actor = { kind: 'system', userId: null, name: 'The passing of time' } as const;
  return { workspace: { id: workspaceId }, actor } as const;
}
