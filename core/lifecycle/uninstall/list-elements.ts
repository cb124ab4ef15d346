import type { ClientBase } from 'pg';
import { identifier } from '../../db/statement.ts';
import { carries } from './carries.ts';
import { namingLists } from './naming-columns.ts';

type NamingList = (typeof namingLists)[number];

/** A list of a row that is still there, with what uninstalling took out of it. */
export interface RemovedElements {
  readonly table: string;
  readonly column: string;
  /** Names and values of the row's primary key. */
  readonly key: Readonly<Record<string, string>>;
  readonly elements: readonly unknown[];
}

/** Is this element of a list there because of the plugin? */
function isOf({ isText }: NamingList, id: string): string {
  if (isText) return carries('element', id);
  return `exists (select from jsonb_each_text(element) one where ${carries('one.value', id)})`;
}

function elementsOf({ column, isText }: NamingList): string {
  const unpack = isText ? 'unnest' : 'jsonb_array_elements';
  return `${unpack}(${identifier(column)}) with ordinality as list (element, place)`;
}

/** How many rows have a list with something of the plugin. */
export function countElements(list: NamingList, id: string): string {
  return `select count(*)::integer as rows from ${identifier(list.table)} where ${hasElements(list, id)}`;
}

function hasElements(list: NamingList, id: string): string {
  return `exists (select from ${elementsOf(list)} where ${isOf(list, id)})`;
}

/** Takes what is the plugin's out of every list. @returns what it was, to put it back */
export async function removeElements(client: ClientBase, id: string): Promise<RemovedElements[]> {
  const removed: RemovedElements[] = [];
  for (const list of namingLists) removed.push(...(await removeFrom(client, list, id)));
  return removed;
}

async function removeFrom(client: ClientBase, list: NamingList, id: string): Promise<RemovedElements[]> {
  const { table, column } = list;
  const keys = await keyColumns(client, table);
  const key = keys.map((name) => `'${name}', ${identifier(name)}::text`).join(', ');
  const { rows } = await client.query<Pick<RemovedElements, 'key' | 'elements'>>(
    `select jsonb_build_object(${key}) as key, (select jsonb_agg(to_jsonb(element) order by place)
       from ${elementsOf(list)} where ${isOf(list, id)}) as elements
     from ${identifier(table)} where ${hasElements(list, id)}`,
  );
  await client.query(
    `update ${identifier(table)} set ${identifier(column)} = ${gathered(list, `not ${isOf(list, id)}`)}
     where ${hasElements(list, id)}`,
  );
  return rows.map((row) => ({ table, column, ...row }));
}

function gathered(list: NamingList, where: string): string {
  const { isText } = list;
  const [gather, none] = isText ? ['array_agg', `'{}'`] : ['jsonb_agg', `'[]'`];
  return `coalesce((select ${gather}(element order by place) from ${elementsOf(list)} where ${where}), ${none})`;
}

/** Puts back what was taken out, at the end of lists whose rows are still there. @returns how many lists got theirs */
export async function putElementsBack(
  client: ClientBase,
  removed: readonly RemovedElements[],
): Promise<number> {
  let count = 0;
  for (const { table, column, key, elements } of removed) {
    const list = namingLists.find((one) => one.table === table && one.column === column);
    if (list) count += await putBackInto(client, list, key, elements);
  }
  return count;
}

async function putBackInto(
  client: ClientBase,
  list: NamingList,
  key: RemovedElements['key'],
  elements: readonly unknown[],
): Promise<number> {
  const keys = await keyColumns(client, list.table);
  const column = identifier(list.column);
  const missing = list.isText
    ? `array(select e from jsonb_array_elements_text($1::jsonb) e where not e = any(${column}))`
    : `coalesce((select jsonb_agg(e) from jsonb_array_elements($1::jsonb) e where not ${column} @> jsonb_build_array(e)), '[]')`;
  const where = keys.map((name, index) => `${identifier(name)}::text = $${index + 2}`).join(' and ');
  const values = [JSON.stringify(elements), ...keys.map((name) => key[name] ?? '')];
  const { rowCount } = await client.query(
    `update ${identifier(list.table)} set ${column} = ${column} || ${missing} where ${where}`,
    values,
  );
  return rowCount ?? 0;
}

async function keyColumns(client: ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary order by a.attnum`,
    [`public.${table}`],
  );
  return rows.map(({ name }) => name);
}
