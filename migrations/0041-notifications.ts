import type { CoreMigration } from '../core/db/migrations/steps.ts';

const notifications = [
  'id uuid not null',
  'user_id uuid not null',
  'type text not null check (char_length(type) <= 120)',
  'payload jsonb not null',
  // What the sender calls it: the same one is told once.
  'dedupe_key text check (char_length(dedupe_key) <= 200)',
  'created_at timestamptz(3) not null default now()',
  'read_at timestamptz(3)',
  'foreign key (workspace_id, user_id) references memberships (workspace_id, id)',
];

const preferences = [
  'user_id uuid not null',
  'type text not null',
  'channel text not null',
  'is_on boolean not null',
  'changed_at timestamptz(3) not null default now()',
  'foreign key (workspace_id, user_id) references memberships (workspace_id, id)',
];

const removeOld = `
  with gone as (
    delete from notifications where ctid in (
      select ctid from notifications
      where nullif(current_setting('app.workspace_id', true), '') is null and created_at < before
      order by created_at limit most)
    returning 1)
  select count(*)::integer from gone`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('notifications', notifications, ['id']);
    await schema.sql(
      'create index notifications_newest on notifications (workspace_id, user_id, created_at desc, id)',
    );
    await schema.sql(
      'create index notifications_unread on notifications (workspace_id, user_id, type) where read_at is null',
    );
    await schema.sql(`create unique index notifications_dedupe
      on notifications (workspace_id, user_id, type, dedupe_key) where dedupe_key is not null`);
    await schema.sql('create index notifications_old on notifications (created_at)');
    await schema.plainWorkspaceTable('notification_preferences', preferences, ['user_id', 'type', 'channel']);
    await schema.definerFunction({
      name: 'notifications_forget',
      parameters: 'before timestamptz, most integer',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: removeOld,
      tables: { notifications: 'select, delete' },
    });
  },

  async down(schema) {
    await schema.sql('drop function notifications_forget(timestamptz, integer)');
    await schema.sql('drop table notification_preferences');
    await schema.sql('drop table notifications');
  },
} satisfies CoreMigration;
