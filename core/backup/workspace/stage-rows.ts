import type pg from 'pg';
import { identifier } from '../../db/statement.ts';
import type { TableShape } from '../catalogue/table-shape.ts';
import { createTableLoader, type TableLoader } from '../restore/table-loader.ts';

/** Where rows wait, for this transaction alone, until the archive has proved whole. */
function stageName(table: string): string {
  return `"stage ${table}"`;
}

/** Temporary tables of the same shape, without their rules. */
export async function openStage(client: pg.Client, tables: readonly TableShape[]): Promise<TableLoader> {
  for (const { name } of tables) {
    await client.query(
      `create temporary table ${stageName(name)} (like public.${identifier(name)}) on commit drop`,
    );
    await client.query(dropNotNulls(name));
  }
  return createTableLoader(client, stageName);
}

/** Columns that are not in the archive get their values only where the rows go. */
function dropNotNulls(table: string): string {
  return `do $$ declare found record; begin
    for found in select attname from pg_attribute where attrelid = 'pg_temp.${stageName(table)}'::regclass and attnum > 0 and attnotnull
    loop execute format('alter table pg_temp.${stageName(table)} alter column %I drop not null', found.attname); end loop; end $$`;
}

/**
 * All rows of the workspace go and all that were staged come. Each is a single statement over every table, because
 * foreign keys are checked at the end of a statement: so tables may point at each other as they like. The session is
 * bound to the workspace, and row-level security lets nothing else be touched.
 */
export async function replaceRows(
  client: pg.Client,
  { gone, come }: { readonly gone: readonly TableShape[]; readonly come: readonly TableShape[] },
): Promise<void> {
  const removable = gone.filter(({ isAppendOnly }) => !isAppendOnly);
  if (removable.length > 0) {
    await client.query(inOne(removable.map(({ name }) => `delete from ${identifier(name)}`)));
  }
  if (come.length > 0) await client.query(inOne(come.map(insertSql)));
}

function insertSql({ name, columns, isAppendOnly }: TableShape): string {
  const list = columns.map(identifier).join(', ');
  // What may not be deleted is there still, and only what is missing is added.
  const unlessThere = isAppendOnly ? ' on conflict do nothing' : '';
  return `insert into ${identifier(name)} (${list}) overriding system value select ${list} from ${stageName(name)}${unlessThere}`;
}

function inOne(statements: readonly string[]): string {
  return `with ${statements.map((statement, index) => `s${index} as (${statement})`).join(', ')} select`;
}

/** Numbers given out later must not meet those that came. */
export async function advanceSequences(client: pg.Client, tables: readonly TableShape[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) await client.query(advance(name, column));
  }
}

function advance(table: string, column: string): string {
  return `do $$ declare s text := pg_get_serial_sequence('public.${identifier(table)}', '${column}'); top bigint; begin
    if s is null then return; end if;
    select max(${identifier(column)})::text::bigint into top from ${identifier(table)};
    if top > coalesce(pg_sequence_last_value(s::regclass), 0) then perform setval(s, top); end if;
  end $$`;
}
