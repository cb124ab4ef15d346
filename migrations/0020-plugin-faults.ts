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
  },
  async down(schema) {
    await schema.dropTable('plugin_breakers');
  },
} satisfies CoreMigration;
