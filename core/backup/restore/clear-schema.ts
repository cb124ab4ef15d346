import type { ClientBase } from 'pg';
import { identifier } from '../../db/statement.ts';
import { databaseObjects } from './database-objects.ts';

/** Functions of ours; those of extensions stay. */
const functions = `
  select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.proowner = current_user::regrole
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

/**
 * Takes away all that is ours, so that the steps of another schema can run. What a queue library keeps in a schema of its
 * own is made anew from rows of ours.
 */
export async function clearSchema(client: ClientBase, definer: string): Promise<void> {
  await client.query('begin');
  const own = (await databaseObjects(client)).filter(({ isOurs }) => isOurs);
  const tables = own.filter(({ kind }) => kind === 'table').map(({ name }) => name);
  if (tables.length > 0) await client.query(`drop table ${tables.join(', ')} cascade`);
  for (const { kind, name } of own.filter(({ kind }) => kind !== 'table'))
    await client.query(`drop ${kind} if exists ${name} cascade`);
  await client.query(`set local role ${identifier(definer)}`);
  for (const { name } of (await client.query<{ name: string }>(functions)).rows)
    await client.query(`drop function ${name}`);
  await client.query('commit');
}
