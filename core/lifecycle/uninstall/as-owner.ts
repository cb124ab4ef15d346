import type { ClientBase } from 'pg';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { withClient } from '../../db/roles/with-client.ts';
import { identifier } from '../../db/statement.ts';

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
      await client.query('rollback');
      throw error;
    }
  });
}

/** Lets the owner see the rows of every workspace while it works; nobody else sees more by it. */
export async function seeingAll<Result>(
  client: ClientBase,
  tables: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  for (const table of tables)
    await client.query(`alter table ${identifier(table)} no force row level security`);
  const result = await work();
  for (const table of tables) {
    const { rows } = await client.query<{ isThere: boolean }>(
      'select to_regclass($1) is not null as "isThere"',
      [`public.${table}`],
    );
    if (rows[0]?.isThere) await client.query(`alter table ${identifier(table)} force row level security`);
  }
  return result;
}
