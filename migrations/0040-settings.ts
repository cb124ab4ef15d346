import type { CoreMigration } from '../core/db/migrations/steps.ts';

const sealed = [
  'place text not null check (char_length(place) <= 300)',
  'key_id text not null',
  'sealed text not null',
  'set_at timestamptz(3) not null default now()',
  'set_by uuid',
];

const values = [
  'group_id text not null',
  `"values" jsonb not null default '{}'`,
  'changed_at timestamptz(3) not null default now()',
  'changed_by uuid',
];

/** Secrets that the current key did not seal, over all workspaces: where they lie, not what they hold. */
const behind = `
  select s.workspace_id, s.place from secrets s
  where nullif(current_setting('app.workspace_id', true), '') is null and s.key_id <> current_key
  union all
  select null::uuid, i.place from instance_secrets i
  where nullif(current_setting('app.workspace_id', true), '') is null and i.key_id <> current_key`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('secrets', sealed, ['place']);
    await schema.instanceTable('instance_secrets', [...sealed, 'primary key (place)']);
    await schema.plainWorkspaceTable('workspace_settings', values, ['group_id']);
    await schema.instanceTable('instance_settings', [...values, 'primary key (group_id)']);
    await schema.instanceTable('user_settings', [
      'user_id uuid not null references users (id) on delete cascade',
      ...values,
      'primary key (user_id, group_id)',
    ]);
    await schema.definerFunction({
      name: 'secrets_behind',
      parameters: 'current_key text',
      returns: 'table (workspace_id uuid, place text)',
      language: 'sql',
      body: behind,
      tables: { secrets: 'select', instance_secrets: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function secrets_behind(text)');
    await schema.sql('drop table user_settings');
    for (const table of ['instance_settings', 'workspace_settings', 'instance_secrets', 'secrets']) {
      await schema.sql(`drop table ${table}`);
    }
  },
} satisfies CoreMigration;
