import type { CoreMigration } from '../core/db/migrations/steps.ts';

export default {
  async up(schema) {
    await schema.instanceTable('plugin_states', [
      'id text primary key',
      "state text not null check (state in ('enabled', 'disabled', 'quarantined', 'missing'))",
      'version text',
      "problems jsonb not null default '[]'",
      'is_disabled boolean not null default false',
      'found_at timestamptz(3) not null default now()',
      'enabled_at timestamptz(3)',
      'changed_at timestamptz(3) not null default now()',
    ]);
    await schema.plainWorkspaceTable(
      'plugin_switches',
      [
        'plugin_id text not null',
        'is_on boolean not null',
        'switched_at timestamptz(3) not null default now()',
        'switched_by uuid',
      ],
      ['plugin_id'],
    );
  },
  async down(schema) {
    await schema.dropTable('plugin_switches');
    await schema.dropTable('plugin_states');
  },
} satisfies CoreMigration;
