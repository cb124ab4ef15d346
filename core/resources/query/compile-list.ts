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

/** Columns of the one row a list answers: records as JSON text, the last of the page, how many were found, total. */
export const listColumns = { records: 0, last: 1, found: 2, lastSortValue: 3, total: 4 } as const;

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
  const page = pageSql(target, query, order, conditions);
  const last = `n = ${query.limit}`;
  const text =
    `select string_agg(j, ',') filter (where n <= ${query.limit}), max(i) filter (where ${last}), max(n), max(k) filter (where ${last})${total} ` +
    `from (select row_number() over () as n, ${jsonOf(target, query)} as j, t.id::text as i, t.k from (${page}) t) p`;
  return { text, values: target.parameters.values };
}

function jsonOf(target: ListTarget, query: ListQuery): string {
  const includes = target.includes.map((include) => `, ${includeSql(target, include)}`).join('');
  return `(select row_to_json(r) from (select ${recordColumns(target.resource, query.fields)}${includes}) r)::text`;
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
  const after = query.after ? [afterSql(target, order, decodeCursor(query.after))] : [];
  const from = `from ${tableOf(target.resource)} t${order.join} where ${[...conditions, ...after].join(' and ')}`;
  const sorted = `${from} ${orderSql(order)} limit ${query.limit + 1}`;
  if (query.offset === 0) return `select t.*, ${order.value}::text as k ${sorted}`;
  return deepPageSql(target, order, `${sorted} offset ${query.offset}`);
}

/** Far pages walk the index alone and fetch only the rows they show. */
function deepPageSql(target: ListTarget, order: Order, sorted: string): string {
  const outer: Order = { ...order, value: 'd.sort_value' };
  return (
    `select t.*, d.sort_value::text as k from (select t.id, ${order.value} as sort_value ${sorted}) d ` +
    `join ${tableOf(target.resource)} t on t.workspace_id = ${target.parameters.add(target.workspaceId)} and t.id = d.id ${orderSql(outer)}`
  );
}

function totalSql(target: ListTarget, conditions: readonly string[], query: ListQuery): string {
  if (query.total === 'none') return '';
  const rows = `from ${tableOf(target.resource)} t where ${conditions.join(' and ')}`;
  if (query.total === 'exact') return `, (select count(*) ${rows})`;
  return `, (select count(*) from (select 1 ${rows} limit ${countCap + 1}) c)`;
}
