import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** They open this very instance, so a workspace that moves to another leaves them behind. */
const keys = ['api_keys', 'invitations'];

export default {
  async up(schema) {
    for (const table of keys) await schema.sql(`comment on table ${table} is '${natureMark}keys'`);
  },
  async down(schema) {
    for (const table of keys) await schema.sql(`comment on table ${table} is null`);
  },
} satisfies CoreMigration;
