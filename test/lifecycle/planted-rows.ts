import type { Client } from 'pg';
import { namingColumns } from '../../core/lifecycle/uninstall/naming-columns.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
}

/** Lets any row into any table, in a database that is thrown away afterwards. */
export async function takeChecksAway(client: Client): Promise<void> {
  await client.query(`do $$ declare one record; begin
    for one in select conrelid::regclass as tbl, conname from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'f') and conparentid = 0
    loop execute format('alter table %s drop constraint %I', one.tbl, one.conname); end loop; end $$`);
}

/** The core's tables with a column in which plugins are named, and those columns. */
export async function namingTables(
  client: Client,
  leftOut: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text) as columns from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'text'::regtype and a.attname = any($1)
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not starts_with(c.relname, 'migrations_') and not c.relname = any($2) group by 1 order by 1`,
    [namingColumns, leftOut],
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** Puts a row into a table with this text in one column, and something that fits in the others it needs. */
export async function plant(
  client: Client,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Promise<void> {
  const needed = (await columnsOf(client, table)).filter(
    ({ name, isNeeded }) => isNeeded && !(name in given),
  );
  const all = { ...Object.fromEntries(needed.map((column) => [column.name, anything(column)])), ...given };
  const names = Object.keys(all).map((name) => client.escapeIdentifier(name));
  const places = names.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into ${client.escapeIdentifier(table)} (${names.join(', ')}) overriding system value values (${places.join(', ')})`,
    Object.values(all),
  );
}

async function columnsOf(client: Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname::text as name, format_type(a.atttypid, null) as type,
       a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = '' as "isNeeded"
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return rows;
}

let count = 0;

function anything({ type }: Column): unknown {
  count += 1;
  if (type === 'uuid') return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  if (type.startsWith('timestamp') || type === 'date') return '2026-01-01';
  if (type === 'boolean') return false;
  if (type === 'jsonb' || type === 'json') return '{}';
  if (type === 'bytea') return Buffer.alloc(1);
  if (type.endsWith('[]')) return '{}';
  return /int|numeric|double|real|xid/.test(type) ? String(count) : `planted ${count}`;
}
