import type { ClientBase } from 'pg';
import { databaseObjects } from './database-objects.ts';

/** What a restore would meet. */
export interface TargetState {
  /** What others made, as `table orders`: none of it may be lost, and our tables may not meet it. */
  readonly foreign: readonly string[];
  readonly isEmpty: boolean;
  readonly workspaces: number;
  readonly people: number;
  /** Connections of processes that serve this database now. */
  readonly connections: number;
}

/** In the owner's session, outside any workspace. */
export async function targetState(client: ClientBase, appRole: string): Promise<TargetState> {
  const workspaces = await countIn(client, 'workspaces');
  const people = await countIn(client, 'users');
  const { rows } = await client.query<{ connections: number }>(
    'select count(*)::integer as connections from pg_stat_activity where datname = current_database() and usename = $1',
    [appRole],
  );
  const isEmpty = workspaces === 0 && people === 0;
  const others = (await databaseObjects(client)).filter(({ isOurs }) => !isOurs);
  const foreign = others.map(({ kind, name }) => `${kind} ${name}`);
  return { foreign, isEmpty, workspaces, people, connections: rows[0]?.connections ?? 0 };
}

async function countIn(client: ClientBase, table: 'workspaces' | 'users'): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `public.${table}`,
  ]);
  if (!rows[0]?.there) return 0;
  const counted = await client.query<{ count: number }>(`select count(*)::integer as count from ${table}`);
  return counted.rows[0]?.count ?? 0;
}
