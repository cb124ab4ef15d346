import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type BuiltInRole, InvalidInput, NotAllowed } from '../sdk/index.ts';
import { emailAddress } from '../users/email-address.ts';
import { newLinkToken } from '../users/link-token.ts';
import { authoriseMembers, refuseAboveOwn } from '../workspaces/members/may-manage.ts';
import { lockSeats } from '../workspaces/members/member.ts';

const validMs = 7 * 24 * 60 * 60 * 1000;

export const invitationInput = z.object({
  email: emailAddress,
  role: z.enum(roles, 'Choose a role from the list.'),
});

export interface NewInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: BuiltInRole;
  /** For the link; shown once, never stored. */
  readonly token: string;
}

/**
 * Invites somebody by a link that works once, for a week. A newer invitation for the same address
 * replaces the older. @throws NotAllowed, InvalidInput
 */
export async function invite(runtime: Runtime, scope: Scope, input: unknown): Promise<NewInvitation> {
  authoriseMembers(runtime, scope);
  const { email, role } = parseInput(invitationInput, input);
  const inviter = scope.actor.userId;
  if (!inviter) throw new NotAllowed('Only people invite people.');
  const made = { id: newId(), email, role, ...newLinkToken() };
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    refuseAboveOwn(scope, await lockSeats(unit), role);
    await refuseMember(unit, email);
    await withdrawFor(unit, email, runtime.now());
    await insert(unit, made, { inviter, at: runtime.now() });
  });
  return { id: made.id, email, role, token: made.token };
}

async function refuseMember(unit: UnitOfWork, email: string): Promise<void> {
  const [member] = await unit.run({
    text: "select 1 from workspace_people() where email = $1 and state <> 'removed'",
    values: [email],
  });
  if (member) throw new InvalidInput([{ path: ['email'], message: 'This person is a member already.' }]);
}

async function withdrawFor(unit: UnitOfWork, email: string, at: Date): Promise<void> {
  await unit.run({
    text: `update invitations set removed_at = $3, updated_at = $3, version = version + 1
      where workspace_id = $1 and email = $2 and accepted_at is null and removed_at is null`,
    values: [unit.workspaceId, email, at],
  });
}

async function insert(
  unit: UnitOfWork,
  made: { id: string; email: string; role: BuiltInRole; hash: string },
  { inviter, at }: { inviter: string; at: Date },
): Promise<void> {
  await unit.run({
    text: `insert into invitations
      (workspace_id, id, email, role, token_hash, invited_by, expires_at, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    values: [
      unit.workspaceId,
      made.id,
      made.email,
      made.role,
      made.hash,
      inviter,
      new Date(at.getTime() + validMs),
      at,
    ],
  });
}
