import type { ClientBase } from 'pg';
import { bookkeepingTable } from '../../db/migrations/run.ts';
import { queueSchema } from '../../jobs/wake/queue-schema.ts';

/** Something that lies in the database and belongs to no extension. */
export interface DatabaseObject {
  /** The word that DROP wants. */
  readonly kind:
    | 'table'
    | 'foreign table'
    | 'view'
    | 'materialized view'
    | 'sequence'
    | 'function'
    | 'type'
    | 'schema';
  /** As DROP wants it, with the parameters of a function. */
  readonly name: string;
  /** Did a migration of ours make it, or the queue library for us? */
  readonly isOurs: boolean;
}

const ofExtension = (oid: string, catalogue: string) =>
  `exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** Who migrated here: the core and plugins. Without the bookkeeping of the core nothing is ours. */
const books = `
  select substr(c.relname, ${bookkeepingTable('').length + 1}) as prefix from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and starts_with(c.relname, '${bookkeepingTable('')}')
    and to_regclass('public.${bookkeepingTable('core')}') is not null`;

/** By its name a plugin's, or a table that keeps workspaces apart as only ours do. */
const isNamedByUs = (name: string) =>
  `exists (select from books where ${name} = '${bookkeepingTable('')}' || prefix or starts_with(${name}, prefix || '_'))`;
const keepsApart = `(select c.relforcerowsecurity and count(*) > 0 and exists (select from books) from pg_policy p
  where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) like '%app.workspace_id%')`;

const relations = `
  select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
      when 'S' then 'sequence' else 'table' end as kind,
    c.oid::regclass::text as name,
    c.relowner = current_user::regrole and (${isNamedByUs('c.relname')} or ${keepsApart}) as "isOurs"
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not c.relispartition
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
      and d.deptype in ('e', 'a', 'i'))`;

/** Of functions and types only what its owner could take away: providers put some of their own beside. */
const functions = `
  select 'function', p.oid::regprocedure::text, ${isNamedByUs('p.proname')} from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole and p.prokind in ('f', 'w')
    and not ${ofExtension('p.oid', 'pg_proc')}`;

const types = `
  select 'type', t.oid::regtype::text, ${isNamedByUs('t.typname')} from pg_type t
  where t.typnamespace = 'public'::regnamespace and t.typowner = current_user::regrole and t.typtype in ('e', 'd', 'r')
    and not ${ofExtension('t.oid', 'pg_type')}`;

/** One that holds nothing but an extension is not looked at. */
const schemas = `
  select 'schema', quote_ident(n.nspname), n.nspname = '${queueSchema}' from pg_namespace n
  where n.nspname not in ('public', 'information_schema') and n.nspname not like 'pg\\_%'
    and pg_has_role(n.nspowner, 'usage') and not ${ofExtension('n.oid', 'pg_namespace')}
    and not (exists (select from pg_extension e where e.extnamespace = n.oid) and not exists (
      select from pg_class c where c.relnamespace = n.oid and not ${ofExtension('c.oid', 'pg_class')}))`;

/** All that is there: of others only what this role could take away, and everything that stands in the way of our tables. */
export async function databaseObjects(client: ClientBase): Promise<DatabaseObject[]> {
  const { rows } = await client.query<DatabaseObject>(
    `with books as (${books}) ${[relations, functions, types, schemas].join(' union all ')} order by 1, 2`,
  );
  return rows;
}
