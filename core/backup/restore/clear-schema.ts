import pg, { type ClientBase } from 'pg';
import { identifier } from '../../db/statement.ts';

interface Named {
  readonly name: string;
}

const tables = `
  select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`;

/** Functions of ours; those of extensions stay. */
const functions = `
  select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.proowner = current_user::regrole
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

/** What a queue library keeps in a schema of its own is made anew from rows of ours. */
const schemas = `
  select nspname::text as name from pg_namespace
  where nspowner = current_user::regrole and nspname <> 'public' and nspname not like 'pg\\_%'`;

/** Takes away all tables and functions, so that the steps of another schema can run. */
export async function clearSchema(client: ClientBase, definer: string): Promise<void> {
  await client.query('begin');
  const found = await client.query<Named>(tables);
  const names = found.rows.map(({ name }) => identifier(name));
  if (names.length > 0) await client.query(`drop table ${names.join(', ')} cascade`);
  for (const { name } of (await client.query<Named>(schemas)).rows) {
    await client.query(`drop schema ${pg.escapeIdentifier(name)} cascade`);
  }
  await dropFunctions(client);
  await client.query(`set local role ${identifier(definer)}`);
  await dropFunctions(client);
  await client.query('commit');
}

async function dropFunctions(client: ClientBase): Promise<void> {
  for (const { name } of (await client.query<Named>(functions)).rows) {
    await client.query(`drop function ${name}`);
  }
}
