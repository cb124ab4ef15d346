import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** A newer link for somebody replaces the older. */
const links = [
  'user_id uuid primary key references users (id) on delete cascade',
  'token_hash text not null unique check (char_length(token_hash) = 64)',
  'expires_at timestamptz(3) not null',
];

/**
 * Whoever invites sees the link, too. So it may set the password of an account that has none only where it then opens
 * nothing but the workspace that invites.
 */
const firstPasswordByInvitation = `
  select u.id from invitations i join users u on u.email = i.email
  where ${outsideWorkspaces} and i.token_hash = hash
    and i.accepted_at is null and i.removed_at is null and i.expires_at > now()
    and u.password_hash is null and not u.is_instance_admin
    and not exists (
      select from memberships m
      where m.id = u.id and m.workspace_id <> i.workspace_id and m.removed_at is null
    )`;

export default {
  async up(schema) {
    await schema.instanceTable('password_links', links);
    await schema.sql(`comment on table password_links is '${natureMark}passing'`);
    await schema.definerFunction({
      name: 'first_password_by_invitation',
      parameters: 'hash text',
      returns: 'uuid',
      language: 'sql',
      body: firstPasswordByInvitation,
      tables: { invitations: 'select', users: 'select', memberships: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function first_password_by_invitation(text)');
    await schema.dropTable('password_links');
  },
} satisfies CoreMigration;
