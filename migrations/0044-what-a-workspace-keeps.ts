import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** Where schedules stand, and which of their times were dealt with: in another place they begin from now. */
const work = ['schedules', 'schedule_fires'];

/** What was used goes along, and is never taken back; so it is with tables from which nothing may be deleted. */
const history = ['meter_readings'];

export default {
  async up(schema) {
    for (const table of work) await schema.sql(`comment on table ${table} is '${natureMark}work'`);
    for (const table of history) await schema.sql(`comment on table ${table} is '${natureMark}history'`);
  },
  async down(schema) {
    for (const table of [...work, ...history]) await schema.sql(`comment on table ${table} is null`);
  },
} satisfies CoreMigration;
