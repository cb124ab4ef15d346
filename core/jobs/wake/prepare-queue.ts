import PgBoss from 'pg-boss';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { withClient } from '../../db/roles/with-client.ts';
import { identifier } from '../../db/statement.ts';
import { queueSchema, shareQueueSql, wakeQueue } from './queue-schema.ts';

/** After an update of the queue library: its tables are brought up to date by the role that owns them. */
export async function prepareQueue({ ownerUrl, roles }: MigrationTarget): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    max: 1,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(wakeQueue, { name: wakeQueue, policy: 'short' });
  await boss.stop({ graceful: false });
  await withClient(ownerUrl, async (client) => {
    await client.query(shareQueueSql);
    await client.query(
      `grant select, insert, update, delete on all tables in schema ${queueSchema} to ${identifier(roles.app)}`,
    );
  });
}
