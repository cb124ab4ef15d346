import type { PersonalDataSource } from './source.ts';

export const invitationSource: PersonalDataSource = {
  id: 'core.invitations',
  owner: 'core',
  title: 'Invitations',
  export: ({ unit }, { email }) =>
    unit.run({
      text: `select email, role, created_at as "invitedAt", expires_at as "expiresAt", accepted_at as "acceptedAt"
        from invitations where workspace_id = $1 and email = $2`,
      values: [unit.workspaceId, email],
    }),
  async erase({ unit }, { email }) {
    const gone = await unit.run({
      text: 'delete from invitations where workspace_id = $1 and email = $2 returning id',
      values: [unit.workspaceId, email],
    });
    return { erased: gone.length, kept: [] };
  },
};
