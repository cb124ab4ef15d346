import type { CoreMigration } from '../core/db/migrations/steps.ts';

export default {
  async up(schema) {
    // Up to when an admin has read what happened to a plugin.
    await schema.instanceTable('plugin_alert_readings', [
      'user_id uuid not null references users (id) on delete cascade',
      'plugin text not null',
      'read_until timestamptz(3) not null',
      'primary key (user_id, plugin)',
    ]);
    // What pages say of files of a plugin that failed in a browser; each kind of it once.
    await schema.instanceTable('plugin_browser_faults', [
      'plugin text not null',
      'file text not null',
      'message text not null',
      'times integer not null default 1',
      'first_at timestamptz(3) not null default now()',
      'last_at timestamptz(3) not null default now()',
      'primary key (plugin, file, message)',
    ]);
  },
  async down(schema) {
    for (const table of ['plugin_browser_faults', 'plugin_alert_readings']) await schema.dropTable(table);
  },
} satisfies CoreMigration;
