import { reaches, roles } from '../access/roles.ts';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { BuiltInRole } from '../sdk/index.ts';

/** Somebody's open invitations end where they promise more than the role they have from now on. */
export async function withdrawAbove(
  unit: UnitOfWork,
  inviterId: string,
  role: BuiltInRole,
  at: Date,
): Promise<void> {
  const above = roles.filter((one) => !reaches(role, one));
  // Whoever may not invite any more has no invitations out either.
  const isInviter = reaches(role, 'admin');
  await withdraw(unit, inviterId, isInviter ? above : roles, at);
}

export async function withdrawAll(unit: UnitOfWork, inviterId: string, at: Date): Promise<void> {
  await withdraw(unit, inviterId, roles, at);
}

async function withdraw(
  unit: UnitOfWork,
  inviterId: string,
  which: readonly BuiltInRole[],
  at: Date,
): Promise<void> {
  await unit.run({
    text: `update invitations set removed_at = $3, updated_at = $3, version = version + 1
      where workspace_id = $1 and invited_by = $2 and role = any($4)
        and accepted_at is null and removed_at is null`,
    values: [unit.workspaceId, inviterId, at, which],
  });
}
