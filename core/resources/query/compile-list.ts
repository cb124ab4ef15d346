import type { Statement } from '../../db/statement.ts';
import type { Condition } from '../../sdk/index.ts';
import { tableOf } from '../shape/columns.ts';
import { recordColumns } from '../shape/record-json.ts';
import { type CompileTarget, compileCondition } from './compile-condition.ts';
import { type Include, includeSql } from './compile-include.ts';
import { afterSql, type Order, orderOf, orderSql } from './compile-order.ts';
import { searchReach, searchSql } from './compile-search.ts';
import { decodeCursor } from './cursor.ts';
import { countCap, type ListQuery } from './list-query.ts';

/** Columns of the one row a list answers: records as JSON text, the last one of a full page, how many were found, total. */
export const listColumns = { records: 0, last: 1, found: 2, total: 3 } as const;

export interface ListTarget extends CompileTarget {
  /** What the actor may see at all. */
  readonly visible: Condition | null;
  readonly includes: readonly Include[];
}

/** One statement that answers a whole page, its JSON made by PostgreSQL. */
export function compileList(target: ListTarget, query: ListQuery): Statement {
  const order = orderOf(target, query.sort);
  const conditions = conditionsOf(target, query);
  const total = totalSql(target, conditions, query);
  const rows = pageSql(target, query, order, conditions);
  const { limit } = query;
  const text =
    `select string_agg(j, ',') filter (where n <= ${limit}), max(j) filter (where n = ${limit}), max(n)${total} ` +
    `from (select row_number() over () as n, row_to_json(r)::text as j from (${rows}) r) p`;
  return { text, values: target.parameters.values };
}

/** What a record shows. What the list is ordered by is always among it: the next page starts there. */
function columnsOf(target: ListTarget, { fields, sort }: ListQuery): string {
  const sorted = sort.field.startsWith('custom.') ? 'custom' : sort.field;
  const includes = target.includes.map((include) => `, ${includeSql(target, include)}`).join('');
  return recordColumns(target.resource, fields && [...fields, sorted]) + includes;
}

function conditionsOf(target: ListTarget, query: ListQuery): string[] {
  const given = compileCondition(target, query.condition);
  const narrowed = [given, target.visible ? compileCondition(target, target.visible) : 'true'].filter(
    (one) => one !== 'true',
  );
  const conditions = [
    `t.workspace_id = ${target.parameters.add(target.workspaceId)}`,
    `t.removed_at is ${query.removed ? 'not ' : ''}null`,
    ...narrowed,
  ];
  if (query.search) conditions.push(searchSql(target, query.search, searchReach(query, narrowed.length > 0)));
  return conditions;
}

function pageSql(target: ListTarget, query: ListQuery, order: Order, conditions: readonly string[]): string {
  const columns = columnsOf(target, query);
  const after = query.after ? [afterSql(target, order, decodeCursor(query.after))] : [];
  const from = `from ${tableOf(target.resource)} t${order.join} where ${[...conditions, ...after].join(' and ')}`;
  const sorted = `${from} ${orderSql(order)} limit ${query.limit + 1}`;
  if (query.offset === 0) return `select ${columns} ${sorted}`;
  return deepPageSql(target, columns, order, `${sorted} offset ${query.offset}`);
}

/** Far pages walk the index alone and fetch only the rows they show. */
function deepPageSql(target: ListTarget, columns: string, order: Order, sorted: string): string {
  const outer: Order = { ...order, value: 'd.sort_value' };
  return (
    `select ${columns} from (select t.id, ${order.value} as sort_value ${sorted}) d ` +
    `join ${tableOf(target.resource)} t on t.workspace_id = ${target.parameters.add(target.workspaceId)} and t.id = d.id ${orderSql(outer)}`
  );
}

function totalSql(target: ListTarget, conditions: readonly string[], query: ListQuery): string {
  if (query.total === 'none') return '';
  const rows = `from ${tableOf(target.resource)} t where ${conditions.join(' and ')}`;
  if (query.total === 'exact') return `, (select count(*) ${rows})`;
  return `, (select count(*) from (select 1 ${rows} limit ${countCap + 1}) c)`;
}
