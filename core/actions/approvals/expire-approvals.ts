import { v7 as newId } from 'uuid';
import { writeCall } from '../../audit/write-call.ts';
import { inInstance, inWorkspace, type UnitOfWork } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import { brokeOff } from './after-failure.ts';
import type { Approval, ApprovalState } from './approval.ts';
import { changeApproval } from './approval-rows.ts';
import { shownArgs } from './decided.ts';

const nobodyDecided = 'Nobody decided in time.';
/** What runs this long was broken off: no action may take as long. */
const longestRunMs = 15 * 60 * 1_000;

type Overdue = Pick<Approval, 'id' | 'action' | 'args' | 'argsHash'> & { readonly state: ApprovalState };

/** Writes down that nobody decided in time, and what was broken off. @returns how many */
export async function expireApprovals(runtime: Runtime): Promise<number> {
  const workspaces = await inInstance(runtime.database, (unit) =>
    unit.run<{ id: string }>({
      text: 'select * from action_approvals_due($1, $2) as id',
      values: [runtime.now(), brokenOffBefore(runtime)],
    }),
  );
  let total = 0;
  for (const { id } of workspaces) total += await expireIn(runtime, id);
  return total;
}

function brokenOffBefore(runtime: Runtime): Date {
  return new Date(runtime.now().getTime() - longestRunMs);
}

function expireIn(runtime: Runtime, workspaceId: string): Promise<number> {
  return inWorkspace(runtime.database, workspaceId, async (unit) => {
    const rows = await unit.run<Overdue>({
      text: `select id, action, args, args_hash as "argsHash", state from action_approvals
        where workspace_id = $1 and (state = 'waiting' and expires_at <= $2 or state = 'running' and decided_at <= $3)
        for update`,
      values: [workspaceId, runtime.now(), brokenOffBefore(runtime)],
    });
    for (const row of rows) await end(runtime, unit, row);
    return rows.length;
  });
}

async function end(runtime: Runtime, unit: UnitOfWork, overdue: Overdue): Promise<void> {
  const { id, action, argsHash } = overdue;
  const now = runtime.now();
  const [outcome, reason] =
    overdue.state === 'waiting' ? (['expired', nobodyDecided] as const) : (['failed', brokeOff] as const);
  const args = shownArgs(runtime, overdue);
  const decidedAt = overdue.state === 'waiting' ? { decidedAt: now.toISOString() } : {};
  await changeApproval(unit, id, { state: outcome, reason, args, ...decidedAt });
  const call = { action, argsHash, callId: newId(), args: null, outcome, reason };
  await writeCall(unit, systemIn(unit.workspaceId ?? ''), now, call);
}

function systemIn(workspaceId: string) {
  const actor = { kind: 'system', userId: null, name: 'The passing of time' } as const;
  return { workspace: { id: workspaceId }, actor } as const;
}
