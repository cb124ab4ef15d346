import { valueColumn } from '../../custom-fields/custom-field.ts';
import { readingOrder } from '../../db/statement.ts';
import { columnOf } from '../shape/columns.ts';
import type { CompileTarget } from './compile-condition.ts';
import type { Cursor } from './cursor.ts';
import { sqlTypeOf } from './field-kinds.ts';
import type { Sort } from './list-query.ts';
import { queryable } from './queryable.ts';

/** How a list is ordered: by one value, ties by id, so that pages never overlap. */
export interface Order {
  /** The expression of the sort value. */
  readonly value: string;
  readonly type: string;
  /** A join the expression needs, or nothing. */
  readonly join: string;
  readonly direction: 'asc' | 'desc';
  readonly isNullable: boolean;
  readonly ties: 'newest' | undefined;
}

export function orderOf(target: CompileTarget, sort: Sort): Order {
  const found = queryable(target.resource, target.customFields, sort.field);
  if (!found) throw new Error(`${target.resource.id} cannot be sorted by ${sort.field}.`);
  const { field, custom } = found;
  if (custom) return customOrder(target, custom.id, valueColumn(custom.kind), sort.direction);
  return {
    value: readable(`t.${columnOf(target.resource, sort.field)}`, sqlTypeOf(field.kind)),
    type: sqlTypeOf(field.kind),
    join: '',
    direction: sort.direction,
    isNullable: !field.required && field.default === undefined,
    ties: sort.ties,
  };
}

const customTypes = {
  text_value: 'text',
  number_value: 'double precision',
  day_value: 'date',
  flag_value: 'boolean',
};

function customOrder(
  target: CompileTarget,
  fieldId: string,
  column: keyof typeof customTypes,
  direction: Sort['direction'],
): Order {
  const workspace = target.parameters.add(target.workspaceId);
  const field = target.parameters.add(fieldId);
  const on = `s.workspace_id = ${workspace} and s.field_id = ${field} and s.record_id = t.id`;
  return {
    value: readable(`s.${column}`, customTypes[column]),
    type: customTypes[column],
    join: ` left join custom_values s on ${on}`,
    direction,
    isNullable: true,
    ties: undefined,
  };
}

function readable(column: string, type: string): string {
  return type === 'text' ? `${column} ${readingOrder}` : column;
}

/** Empty values come last either way, as people expect of a sorted column. */
export function orderSql({ value, direction, isNullable, ties }: Order): string {
  const nulls = isNullable && direction === 'desc' ? ' nulls last' : '';
  const rest = ties ? 't.created_at desc, t.id desc' : `t.id ${direction}`;
  return `order by ${value} ${direction}${nulls}, ${rest}`;
}

/** The records behind a cursor. Row comparison lets an index start right there. */
export function afterSql(target: CompileTarget, order: Order, cursor: Cursor): string {
  const compare = order.direction === 'asc' ? '>' : '<';
  const id = `${target.parameters.add(cursor.id)}::uuid`;
  if (cursor.value === null) return `(${order.value} is null and t.id ${compare} ${id})`;
  const value = `${target.parameters.add(cursor.value)}::${order.type}`;
  const row = `(${order.value}, t.id) ${compare} (${value}, ${id})`;
  return order.isNullable ? `(${row} or ${order.value} is null)` : row;
}
