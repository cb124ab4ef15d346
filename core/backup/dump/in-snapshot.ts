import type pg from 'pg';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { withClient } from '../../db/roles/with-client.ts';
import { identifier } from '../../db/statement.ts';
import { textSettings } from '../catalogue/table-summary.ts';

export interface Snapshot {
  readonly client: pg.Client;
  /** Does something as the owner of the tables, in between. */
  asOwner<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * One moment of the whole database, past row-level security: the owner takes on the role that the reviewed functions
 * belong to, inside a transaction that can only read.
 */
export function inSnapshot<Result>(
  { ownerUrl, roles }: MigrationTarget,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const become = `set local role ${identifier(roles.definer)}`;
  return withClient(ownerUrl, async (client) => {
    await client.query(`set application_name = 'guildhall-backup'`);
    // Tables stay as they are until the end: whoever migrates waits.
    await client.query("select pg_advisory_lock_shared(hashtext('guildhall:migrations'))");
    await client.query('begin isolation level repeatable read read only');
    for (const setting of [...textSettings, become]) await client.query(setting);
    const result = await work({ client, asOwner: (inner) => asOwner(client, become, inner) });
    await client.query('commit');
    return result;
  });
}

async function asOwner<Result>(
  client: pg.Client,
  become: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('reset role');
  const result = await work();
  await client.query(become);
  return result;
}
