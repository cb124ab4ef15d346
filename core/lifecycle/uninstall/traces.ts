import type { ClientBase } from 'pg';
import { identifier, literal } from '../../db/statement.ts';
import { carries } from './carries.ts';
import { keptTables } from './kept-tables.ts';
import { namingColumns, namingLists } from './naming-columns.ts';

/** Rows of the core that are there because of a plugin. */
export interface Trace {
  readonly table: string;
  /** The condition that finds them, as SQL. */
  readonly where: string;
}

const columns = `
  select c.relname as "table", a.attname as "column" from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and a.atttypid = 'text'::regtype and a.attname = any($1) and not (c.relname = any($2))
    and not starts_with(c.relname, 'migrations_') and not exists (
      select from pg_class b where b.relnamespace = c.relnamespace and starts_with(b.relname, 'migrations_')
        and starts_with(c.relname, substr(b.relname, 12) || '_'))
  order by c.relname, a.attnum`;

/**
 * Everything in the core's tables that carries its name, found by the catalogue and not by a list. Tables of other
 * plugins are theirs: what they call by the same word is something else.
 */
export async function tracesOf(client: ClientBase, id: string, own: readonly string[]): Promise<Trace[]> {
  const { rows } = await client.query<{ table: string; column: string }>(columns, [
    namingColumns,
    [...Object.keys(keptTables), ...own],
  ]);
  const byTable = new Map<string, string[]>();
  for (const { table, column } of rows) {
    byTable.set(table, [...(byTable.get(table) ?? []), carries(identifier(column), id)]);
  }
  const named = [...byTable].map(([table, conditions]) => ({ table, where: conditions.join(' or ') }));
  return withRowsBelow(named, id);
}

/** Those that are found only by the row they belong to, before that row. */
function withRowsBelow(named: readonly Trace[], id: string): Trace[] {
  const whereOf = (table: string) => named.find((trace) => trace.table === table)?.where ?? 'false';
  const idsIn = (table: string) => `select workspace_id, id from ${table} where ${whereOf(table)}`;
  const ofEndpoint = `starts_with(place, 'webhook:') and (workspace_id, split_part(place, ':', 2)) in
    (select workspace_id, id::text from (${idsIn('webhook_endpoints')}) endpoint)`;
  const below = [
    { table: 'custom_values', where: `(workspace_id, field_id) in (${idsIn('custom_fields')})` },
    { table: 'webhook_deliveries', where: `(workspace_id, endpoint_id) in (${idsIn('webhook_endpoints')})` },
    { table: 'secrets', where: `${ofSettings(id)} or (${ofEndpoint})` },
    { table: 'instance_secrets', where: ofSettings(id) },
    { table: 'rate_limits', where: `key like ${literal(`action:% ${id}.%`)}` },
  ];
  const others = named.filter(({ table }) => !below.some((trace) => trace.table === table));
  return [...below, ...others.sort(installationsFirst)];
}

/** Secrets lie at `settings:<group>:<field>`, and those of a person below `user:<id>:`. */
function ofSettings(id: string): string {
  const own = `starts_with(place, 'settings:') and ${carries(`split_part(place, ':', 2)`, id)}`;
  const ofPeople = `starts_with(place, 'user:') and ${carries(`split_part(place, ':', 4)`, id)}`;
  return `(${own}) or (${ofPeople})`;
}

/** Packages are pointed at by installations. */
function installationsFirst(one: Trace, other: Trace): number {
  return Number(other.table === 'plugin_installations') - Number(one.table === 'plugin_installations');
}

/** The core's tables that are read and changed on the way. */
export function touchedTables(traces: readonly Trace[]): string[] {
  const lists = namingLists.map(({ table }) => table);
  return [...new Set([...traces.map(({ table }) => table), ...lists, 'custom_fields', 'webhook_endpoints'])];
}
