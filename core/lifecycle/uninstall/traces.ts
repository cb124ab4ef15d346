import type { ClientBase } from 'pg';
import { identifier, literal } from '../../db/statement.ts';

/** Rows of the core that are there because of a plugin. */
export interface Trace {
  readonly table: string;
  /** The condition that finds them, as SQL. */
  readonly where: string;
}

/** What happened stays known: the trails, and that the plugin was here. */
const kept = ['instance_audit', 'plugin_states', 'audit_log'];
/** In these the core names plugins, or things of theirs as `<plugin>.<word>`. */
const naming = [
  'plugin',
  'plugin_id',
  'resource',
  'group_id',
  'event',
  'job',
  'listener',
  'schedule',
  'action',
  'place',
];

const columns = `
  select c.relname as "table", a.attname as "column" from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and a.atttypid = 'text'::regtype and a.attname = any($1) and not (c.relname = any($2))
  order by c.relname, a.attnum`;

/** Everything outside its own tables that carries its name, found by the catalogue and not by a list. */
export async function tracesOf(client: ClientBase, id: string, own: readonly string[]): Promise<Trace[]> {
  const { rows } = await client.query<{ table: string; column: string }>(columns, [
    naming,
    [...kept, ...own],
  ]);
  const byTable = new Map<string, string[]>();
  for (const { table, column } of rows) {
    byTable.set(table, [...(byTable.get(table) ?? []), carries(identifier(column), id)]);
  }
  const named = [...byTable].map(([table, conditions]) => ({ table, where: conditions.join(' or ') }));
  const fields = `field_id in (select id from custom_fields where ${carries('resource', id)})`;
  const breakers = { table: 'plugin_breakers', where: `id = ${literal(id)}` };
  return [{ table: 'custom_values', where: fields }, ...named.sort(installationsFirst), breakers];
}

/** Packages are pointed at by installations. */
function installationsFirst(one: Trace, other: Trace): number {
  return Number(other.table === 'plugin_installations') - Number(one.table === 'plugin_installations');
}

function carries(column: string, id: string): string {
  const [dotted, ruled] = [literal(`${id}.`), literal(`${id}:`)];
  return `(${column} = ${literal(id)} or starts_with(${column}, ${dotted}) or starts_with(${column}, ${ruled}))`;
}

/** Permissions of the plugin in what an API key may do. */
export function keyScopes(id: string): { readonly find: string; readonly clear: string } {
  const find = `select count(*)::integer as rows from api_keys k where exists (
    select from unnest(k.scopes) scope where starts_with(scope, ${literal(`${id}:`)}))`;
  const clear = `update api_keys set scopes = array(
    select scope from unnest(scopes) scope where not starts_with(scope, ${literal(`${id}:`)}))
    where exists (select from unnest(scopes) scope where starts_with(scope, ${literal(`${id}:`)}))`;
  return { find, clear };
}
