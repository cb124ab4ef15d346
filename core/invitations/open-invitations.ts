import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type BuiltInRole, NotFound } from '../sdk/index.ts';
import { authoriseMembers } from '../workspaces/members/may-manage.ts';

export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: BuiltInRole;
  readonly expiresAt: string;
  readonly invitedBy: string;
}

/** Invitations nobody has answered yet, newest first. @throws NotAllowed */
export async function listOpenInvitations(
  runtime: Runtime,
  scope: Scope,
): Promise<readonly OpenInvitation[]> {
  authoriseMembers(runtime, scope);
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<OpenInvitation>({
      text: `select i.id, i.email, i.role, i.expires_at as "expiresAt", p.name as "invitedBy"
        from invitations i left join workspace_people() p on p.id = i.invited_by
        where i.workspace_id = $1 and i.accepted_at is null and i.removed_at is null and i.expires_at > $2
        order by i.created_at desc, i.id`,
      values: [scope.workspace.id, runtime.now()],
    }),
  );
}

/** Its link stops working. @throws NotAllowed, NotFound */
export async function withdrawInvitation(runtime: Runtime, scope: Scope, id: string): Promise<void> {
  authoriseMembers(runtime, scope);
  const rows = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run({
      text: `update invitations set removed_at = $3, updated_at = $3, version = version + 1
        where workspace_id = $1 and id::text = $2 and accepted_at is null and removed_at is null returning id`,
      values: [scope.workspace.id, id, runtime.now()],
    }),
  );
  if (rows.length === 0) throw new NotFound('This invitation was answered or withdrawn already.');
}
