import { reaches, roleNotes, rolesUpTo } from '../../access/roles.ts';
import { listOpenInvitations } from '../../invitations/open-invitations.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { BuiltInRole } from '../../sdk/index.ts';
import { listMembers, type Member } from '../../workspaces/members/list-members.ts';
import type { Trouble } from './form-trouble.ts';
import type { MembersModel, MemberView } from './models.ts';
import { roleOptions } from './options.ts';

interface Given {
  readonly page: Trouble;
  readonly invitation: Trouble;
  readonly typed: { readonly email: string; readonly role: string };
  readonly made: MembersModel['made'];
}

/** The page as this viewer may see it. @throws NotAllowed */
export async function membersModel(runtime: Runtime, scope: Scope, given: Given): Promise<MembersModel> {
  const members = await listMembers(runtime, scope);
  const own = members.find(({ id }) => id === scope.actor.userId)?.role ?? 'viewer';
  const mayManage = scope.grants.has('workspace:manage-members');
  return {
    title: 'Members',
    notice: given.page.notice ?? given.page.problems.role ?? null,
    members: members.map((member) => memberView(scope, member, { own, mayManage })),
    invitation: mayManage ? invitationForm(scope, own, given) : null,
    made: given.made,
    open: mayManage ? await openViews(runtime, scope) : [],
  };
}

interface Viewing {
  readonly own: BuiltInRole;
  readonly mayManage: boolean;
}

function memberView(scope: Scope, member: Member, { own, mayManage }: Viewing): MemberView {
  const { id, name, email, role, state } = member;
  const base = `${addressOf(scope)}/${id}`;
  const isYou = id === scope.actor.userId;
  const isSuspended = state === 'suspended';
  const mayDecide = mayManage && reaches(own, role);
  return {
    ...{ id, name, email, role, isYou, isSuspended },
    roleLabel: roleNotes[role].label,
    roleAction: mayDecide ? `${base}/role` : null,
    roles: mayDecide ? roleOptions(rolesUpTo(own), role) : [],
    removalAction: mayDecide || isYou ? `${base}/removal` : null,
    suspensionAction: mayDecide && !isYou && !isSuspended ? `${base}/suspension` : null,
    readmissionAction: mayDecide && isSuspended ? `${base}/readmission` : null,
  };
}

function invitationForm(scope: Scope, own: BuiltInRole, { invitation, typed, made }: Given) {
  return {
    action: `${addressOf(scope)}/invitations`,
    values: { email: made ? '' : typed.email },
    problems: invitation.problems,
    notice: invitation.notice,
    roles: roleOptions(rolesUpTo(own), typed.role || 'member'),
  };
}

async function openViews(runtime: Runtime, scope: Scope): Promise<MembersModel['open']> {
  const open = await listOpenInvitations(runtime, scope);
  return open.map(({ id, email, role, invitedBy, expiresAt }) => ({
    ...{ email, invitedBy, expiresAt },
    roleLabel: roleNotes[role].label,
    withdrawalAction: `${addressOf(scope)}/invitations/${id}/withdrawal`,
  }));
}

function addressOf({ workspace }: Scope): string {
  return `/w/${workspace.slug}/settings/members`;
}
