import type { ClientBase } from 'pg';
import type { MigrationTarget } from './migrations/run.ts';
import { withClient } from './roles/with-client.ts';

/** One transaction of the owner that is kept whole or not at all. */
export function asOwner<Result>(
  { ownerUrl }: MigrationTarget,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  return withClient(ownerUrl, async (client) => {
    await client.query("begin; set local lock_timeout = '10s'");
    try {
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      // A connection that is lost cannot be rolled back, and that it is lost says less than why.
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  });
}
