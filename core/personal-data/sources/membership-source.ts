import type { OpenCtx } from '../../context/open-ctx.ts';
import type { DataSubject } from '../../sdk/index.ts';
import type { PersonalDataSource } from './source.ts';

/** Members carry the names of their accounts, which belong to the instance. */
const members = `
  select p.id as "userId", p.name, p.email, m.role, m.created_at as "memberSince",
    m.removed_at as "endedAt", m.suspended_at as "suspendedAt"
  from workspace_people() p join memberships m on m.workspace_id = $1 and m.id = p.id where p.email = $2`;

function membersOf({ unit }: OpenCtx, { email }: DataSubject) {
  return unit.run({ text: members, values: [unit.workspaceId, email] });
}

export const membershipSource: PersonalDataSource = {
  id: 'core.membership',
  owner: 'core',
  title: 'Membership',
  export: membersOf,
  async erase(ctx, person) {
    const found = await membersOf(ctx, person);
    const reason = 'The account belongs to the instance. End the membership; its admin erases the account.';
    return { erased: 0, kept: found.length > 0 ? [{ what: 'The membership', reason }] : [] };
  },
};
