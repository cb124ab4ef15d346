import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** Which process of each duty starts anew just now, so that the others go on serving meanwhile. */
const turns = ['duty text primary key', 'holder text not null', 'until timestamptz(3) not null'];

export default {
  async up(schema) {
    await schema.instanceTable('restart_turns', turns);
    await schema.sql(`comment on table restart_turns is '${natureMark}work'`);
  },

  async down(schema) {
    await schema.sql('drop table restart_turns');
  },
} satisfies CoreMigration;
