import { identifier, literal } from '../statement.ts';
import { type DefinerFunction, definerFunctionSql, type Roles } from './definer-function.ts';

export const searchColumn = 'search_text';

export function searchFunctionName(table: string): string {
  return `${table}_search`;
}

/** A generated column of the searchable words, a trigram index by workspace, and the reviewed function that uses it. */
export function searchSql(table: string, columns: readonly string[], roles: Roles): string[] {
  const words = columns.map((column) => `coalesce(${identifier(column)}, '')`).join(" || ' ' || ");
  return [
    `alter table ${identifier(table)} add column ${searchColumn} text generated always as (lower(${words})) stored`,
    `create index ${identifier(`${table}_search_index`)} on ${identifier(table)} using gin (workspace_id, ${searchColumn} gin_trgm_ops) where removed_at is null`,
    ...definerFunctionSql(searchFunction(table), roles),
  ];
}

/** The first pattern carries the index, so callers put the longest first. The tenant is read from the setting, never from a parameter; the newest matches come first. */
function searchFunction(table: string): DefinerFunction {
  const query = `select id from ${identifier(table)}
    where workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
      and removed_at is null and ${searchColumn} like $1 and ${searchColumn} like all ($2)
    order by created_at desc, id desc limit $3`;
  return {
    name: searchFunctionName(table),
    parameters: 'patterns text[], most integer',
    returns: 'setof uuid',
    language: 'plpgsql',
    body: `begin return query execute ${literal(query)} using patterns[1], patterns, most; end`,
    tables: { [table]: 'select' },
  };
}
