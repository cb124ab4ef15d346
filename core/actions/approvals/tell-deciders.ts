import { grantsOfRole } from '../../access/grants-of-role.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { notify, tellInboxes } from '../../notifications/notify.ts';
import type { Runtime } from '../../runtime.ts';
import type { BuiltInRole } from '../../sdk/index.ts';
import type { Approval } from './approval.ts';
import { approvalAsked } from './approval-asked.ts';
import { approvePermission } from './approve-permission.ts';

/** In the transaction that asks. Whoever asked as a person cannot decide, so they are not told. */
export async function tellOfApproval(
  runtime: Runtime,
  ctx: OpenCtx,
  { id, actor, preview }: Approval,
): Promise<void> {
  const all = await deciders(runtime, ctx.unit);
  const to = all.filter((person) => actor.kind !== 'user' || person !== actor.userId);
  const payload = { approvalId: id, askedBy: actor.name, summary: preview.summary };
  await notify(runtime, ctx, approvalAsked, { to, payload, key: `approval ${id}` });
}

/** Pages that show what waits ask again. */
export async function tellOfDecision(
  runtime: Runtime,
  parts: Pick<OpenCtx, 'unit' | 'workspace' | 'actor'>,
): Promise<void> {
  await tellInboxes(runtime, parts, await deciders(runtime, parts.unit));
}

async function deciders({ registry }: Runtime, unit: UnitOfWork): Promise<string[]> {
  const members = await unit.run<{ id: string; role: BuiltInRole }>({
    text: `select id, role from memberships
      where workspace_id = $1 and removed_at is null and suspended_at is null`,
    values: [unit.workspaceId],
  });
  return members
    .filter(({ role }) => grantsOfRole(registry, role).has(approvePermission))
    .map(({ id }) => id);
}
