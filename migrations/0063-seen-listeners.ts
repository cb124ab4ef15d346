import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** When a process last said that it has this listener: one of another version must not take it away meanwhile. */
export default {
  async up(schema) {
    await schema.sql('alter table listeners add column seen_at timestamptz(3) not null default now()');
  },

  async down(schema) {
    await schema.sql('alter table listeners drop column seen_at');
  },
} satisfies CoreMigration;
