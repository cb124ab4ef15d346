import type { ClientBase } from 'pg';
import { literal } from '../db/statement.ts';
import { restoredMark, wholeInstance } from './muting-table.ts';

/**
 * In the transaction that restores: from its commit on nothing leaves this instance. Tables from before there was muting
 * are marked, and the migration that makes `mutings` reads the mark.
 */
export async function muteRestored(client: ClientBase, reason: string, at: Date): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.mutings') is not null as there",
  );
  if (rows[0]?.there) {
    await client.query(
      `insert into mutings (scope, reason, muted_at) values ($1, $2, $3)
       on conflict (scope) do update set reason = excluded.reason, muted_at = excluded.muted_at`,
      [wholeInstance, reason, at.toISOString()],
    );
  } else {
    await client.query(`comment on table installation is ${literal(restoredMark + reason)}`);
  }
}
