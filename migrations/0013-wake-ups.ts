import PgBoss from 'pg-boss';
import type { CoreMigration } from '../core/db/migrations/steps.ts';
import { queueSchema, shareQueueSql, wakeQueue } from '../core/jobs/wake/queue-schema.ts';

/** The library brings its statements in a transaction of its own; here they run in the migration's. */
function constructionSql(): string {
  return PgBoss.getConstructionPlans(queueSchema)
    .replace(/^\s*BEGIN;/m, '')
    .replace(/COMMIT;\s*$/m, '');
}

export default {
  async up(schema) {
    await schema.sql(constructionSql());
    await schema.sql(`select ${queueSchema}.create_queue('${wakeQueue}', '{"policy": "short"}')`);
    await schema.sql(shareQueueSql);
  },

  async down(schema) {
    await schema.sql(`drop schema ${queueSchema} cascade`);
  },
} satisfies CoreMigration;
