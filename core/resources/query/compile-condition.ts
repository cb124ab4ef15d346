import { type CustomField, valueColumn } from '../../custom-fields/custom-field.ts';
import type { Condition, Operator, Resource } from '../../sdk/index.ts';
import { columnOf, isSystemField } from '../shape/columns.ts';
import { sqlTypeOf } from './field-kinds.ts';
import type { Parameters } from './parameters.ts';
import { type Queryable, queryable } from './queryable.ts';

/** What a condition is compiled against: a resource under an alias, `t` unless said otherwise. */
export interface CompileTarget {
  readonly resource: Resource;
  readonly customFields: readonly CustomField[];
  readonly workspaceId: string;
  readonly parameters: Parameters;
  readonly alias?: string;
}

interface Comparison {
  readonly operator: Operator;
  readonly value: unknown;
  readonly type: string;
  readonly parameters: Parameters;
}

/** A condition as SQL. Values become parameters; names come only from declarations. */
export function compileCondition(target: CompileTarget, condition: Condition): string {
  if ('all' in condition) return joined(target, condition.all, ' and ', 'true');
  if ('any' in condition) return joined(target, condition.any, ' or ', 'false');
  if (isSystemField(condition.field) && condition.field !== 'createdAt')
    return compileSystem(target, condition);
  const found = queryable(target.resource, target.customFields, condition.field);
  if (!found) throw new Error(`${target.resource.id} has no field ${condition.field}.`);
  return found.custom ? compileCustom(target, found.custom, condition) : compileOwn(target, found, condition);
}

function joined(target: CompileTarget, parts: readonly Condition[], word: string, empty: string): string {
  if (parts.length === 0) return empty;
  return `(${parts.map((part) => compileCondition(target, part)).join(word)})`;
}

type Leaf = { readonly operator: Operator; readonly value: unknown };

function compileOwn(target: CompileTarget, { name, field }: Queryable, { operator, value }: Leaf): string {
  const column = `${target.alias ?? 't'}.${columnOf(target.resource, name)}`;
  const isList = field.kind === 'tags';
  if (operator === 'empty' && isList) return value === false ? `${column} <> '{}'` : `${column} = '{}'`;
  return compare(column, { operator, value, type: sqlTypeOf(field.kind), parameters: target.parameters });
}

const systemTypes: Readonly<Record<string, string>> = {
  id: 'uuid',
  version: 'integer',
  updatedAt: 'timestamptz',
  removedAt: 'timestamptz',
};

function compileSystem(target: CompileTarget, { field, operator, value }: Leaf & { field: string }): string {
  const type = systemTypes[field];
  if (!type) throw new Error(`${field} cannot be compared.`);
  return compare(`${target.alias ?? 't'}.${columnOf(target.resource, field)}`, {
    operator,
    value,
    type,
    parameters: target.parameters,
  });
}

function compileCustom(target: CompileTarget, custom: CustomField, { operator, value }: Leaf): string {
  const { parameters, workspaceId } = target;
  const negated = operator === 'not' || (operator === 'empty' && value !== false);
  const positive: Operator = operator === 'not' ? 'is' : operator === 'includes' ? 'is' : operator;
  const scope = `v.workspace_id = ${parameters.add(workspaceId)} and v.field_id = ${parameters.add(custom.id)}`;
  const column = `v.${valueColumn(custom.kind)}`;
  const type = customType(custom);
  const test =
    operator === 'empty' ? '' : ` and ${compare(column, { operator: positive, value, type, parameters })}`;
  return `${target.alias ?? 't'}.id ${negated ? 'not in' : 'in'} (select v.record_id from custom_values v where ${scope}${test})`;
}

function customType(custom: CustomField): string {
  const types = {
    text_value: 'text',
    number_value: 'double precision',
    day_value: 'date',
    flag_value: 'boolean',
  };
  return types[valueColumn(custom.kind)];
}

function compare(column: string, { operator, value, type, parameters }: Comparison): string {
  const one = (given: unknown): string => `${parameters.add(given)}::${type}`;
  switch (operator) {
    case 'is':
      return value === null ? `${column} is null` : `${column} = ${one(value)}`;
    case 'not':
      return value === null ? `${column} is not null` : `${column} is distinct from ${one(value)}`;
    case 'in':
      return `${column} = any(${parameters.add(value)}::${type}[])`;
    case 'gt':
      return `${column} > ${one(value)}`;
    case 'gte':
      return `${column} >= ${one(value)}`;
    case 'lt':
      return `${column} < ${one(value)}`;
    case 'lte':
      return `${column} <= ${one(value)}`;
    case 'between': {
      const [from, to] = value as [unknown, unknown];
      return `${column} between ${one(from)} and ${one(to)}`;
    }
    case 'contains':
      return `${column} ilike ${parameters.add(`%${likeText(value)}%`)}`;
    case 'startsWith':
      return `${column} ilike ${parameters.add(`${likeText(value)}%`)}`;
    case 'includes':
      return `${column} @> ${parameters.add([value])}::text[]`;
    case 'empty':
      return value === false ? `${column} is not null` : `${column} is null`;
  }
}

/** A value as itself inside LIKE: its own % and _ are no wildcards. */
export function likeText(value: unknown): string {
  return String(value).replace(/[\\%_]/g, (letter) => `\\${letter}`);
}
