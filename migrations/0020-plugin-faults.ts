import type { CoreMigration } from '../core/db/migrations/steps.ts';

export default {
  async up(schema) {
    await schema.instanceTable('plugin_breakers', [
      'id text primary key',
      'openings integer not null',
      'since timestamptz(3) not null',
      'opened_at timestamptz(3) not null',
      'until timestamptz(3) not null',
      'closed_at timestamptz(3)',
      'what text not null',
      'reason text not null',
    ]);
    await schema.sql(`alter table plugin_states
      add column quarantined_at timestamptz(3),
      add column quarantine_reason text,
      add column quarantined_by text`);
  },
  async down(schema) {
    await schema.sql(`alter table plugin_states
      drop column quarantined_at, drop column quarantine_reason, drop column quarantined_by`);
    await schema.dropTable('plugin_breakers');
  },
} satisfies CoreMigration;
