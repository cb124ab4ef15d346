import type { ClientBase } from 'pg';
import { loadOrder } from '../../backup/catalogue/load-order.ts';
import { readTables } from '../../backup/catalogue/read-tables.ts';
import type { TableShape } from '../../backup/catalogue/table-shape.ts';
import { ownerOf, prefixesIn, prefixOf } from '../../db/migrations/name-owner.ts';
import { bookkeepingTable } from '../../db/migrations/run.ts';

/** What a plugin made in the database. */
export interface OwnedObjects {
  /** Those that are pointed at come first. */
  readonly tables: readonly TableShape[];
  /** With their parameters, as DROP FUNCTION wants them. */
  readonly functions: readonly string[];
  /** Views, sequences and types beside the tables, as DROP wants them. */
  readonly others: readonly string[];
  readonly bookkeeping: readonly string[];
}

const functions = `
  select p.oid::regprocedure::text as signature, p.proname as name from pg_proc p
  where p.pronamespace = 'public'::regnamespace`;

const others = `
  select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'sequence' end || ' ' || c.oid::regclass::text
    as what, c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and (c.relkind in ('v', 'm') or c.relkind = 'S'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')))
  union all
  select 'type ' || t.oid::regtype::text, t.typname from pg_type t
  where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')`;

export async function ownedObjects(client: ClientBase, id: string): Promise<OwnedObjects> {
  const all = await readTables(client);
  const books = all.map(({ name }) => name).filter((name) => name.startsWith('migrations_'));
  const own = prefixOf(id);
  const prefixes = [...prefixesIn(books), own];
  const isOwn = (name: string) => ownerOf(name, prefixes) === own;
  const { rows } = await client.query<{ signature: string; name: string }>(functions);
  const beside = await client.query<{ what: string; name: string }>(others);
  return {
    others: beside.rows.filter(({ name }) => isOwn(name)).map(({ what }) => what),
    tables: loadOrder(all.filter(({ name }) => !books.includes(name) && isOwn(name))),
    functions: rows.filter(({ name }) => isOwn(name)).map(({ signature }) => signature),
    bookkeeping: books.filter((name) => name === bookkeepingTable(id)),
  };
}
