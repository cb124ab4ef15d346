import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** An address leads to one workspace: in a copy beside it, calls from outside would be anybody's. */
const keys = ['webhook_endpoints', 'webhook_deliveries'];

export default {
  async up(schema) {
    for (const table of keys) await schema.sql(`comment on table ${table} is '${natureMark}keys'`);
  },
  async down(schema) {
    for (const table of keys) await schema.sql(`comment on table ${table} is null`);
  },
} satisfies CoreMigration;
