import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** They open this very instance, so a workspace that moves to another leaves them behind. */
const keys = ['api_keys', 'invitations'];

/** What is being done: the archive of one workspace leaves it out, lest it be done twice. */
const work = ['jobs', 'event_reader'];

export default {
  async up(schema) {
    for (const table of keys) await schema.sql(`comment on table ${table} is '${natureMark}keys'`);
    for (const table of work) await schema.sql(`comment on table ${table} is '${natureMark}work'`);
  },
  async down(schema) {
    for (const table of [...keys, ...work]) await schema.sql(`comment on table ${table} is null`);
  },
} satisfies CoreMigration;
