import type { ClientBase } from 'pg';
import { natureMark, type TableShape } from './table-shape.ts';

/** Positions in one server's own history: on another they would point anywhere. */
const serverBound = ['xid', 'xid8', 'pg_snapshot', 'txid_snapshot', 'pg_lsn', 'tid'];

const statement = `
  select c.relname::text as "name",
    array(
      select a.attname::text from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and not t.typname = any($1)
      order by a.attnum
    ) as "columns",
    exists (
      select from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    ) as "isOfWorkspaces",
    case
      when exists (
        select from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and not a.attisdropped and a.attnum > 0 and t.typname = any($1)
      ) then 'work'
      else coalesce(substring(obj_description(c.oid, 'pg_class') from $2 || '(passing|work|history|keys)$'),
        case when appending.locked then 'history' else 'data' end)
    end as "nature",
    c.relforcerowsecurity as "isForced",
    appending.locked as "isAppendOnly",
    coalesce((
      select jsonb_agg(jsonb_build_object('name', k.conname, 'target', t.relname, 'isDeferrable', k.condeferrable) order by k.conname)
      from pg_constraint k join pg_class t on t.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
    ), '[]') as "keys"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select exists (
      select from pg_policy p
      where p.polrelid = c.oid and not p.polpermissive and p.polcmd = 'd'
        and pg_get_expr(p.polqual, p.polrelid) = 'false'
    ) as locked
  ) appending
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname`;

/** Every table there is, whoever made it. */
export async function readTables(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(statement, [serverBound, natureMark]);
  return rows;
}
