import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';
import { mutingColumns, restoredMark, wholeInstance } from '../core/muting/muting-table.ts';

/** Rows of the moment: a backup keeps such a table's structure and leaves its rows. */
const passing = ['sessions', 'rate_limits'];

/** An instance that was restored from a backup older than this step is muted by it. */
const takeOverMark = `
  insert into mutings (scope, reason)
  select '${wholeInstance}', substr(mark, ${restoredMark.length + 1})
  from obj_description('installation'::regclass, 'pg_class') as mark where mark like '${restoredMark}%'`;

export default {
  async up(schema) {
    await schema.instanceTable('mutings', mutingColumns);
    await schema.sql(takeOverMark);
    await schema.sql('comment on table installation is null');
    for (const table of passing) await schema.sql(`comment on table ${table} is '${natureMark}passing'`);
  },
  async down(schema) {
    await schema.dropTable('mutings');
    for (const table of passing) await schema.sql(`comment on table ${table} is null`);
  },
} satisfies CoreMigration;
