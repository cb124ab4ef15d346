import type { CustomField } from '../../custom-fields/custom-field.ts';
import { fieldSchema } from '../../json-schema/field-schema.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import { allowedOperators } from '../../resources/query/parse-filter.ts';
import { includableFields } from '../../resources/query/query-parts.ts';
import { filterNames, type Queryable, queryable, sortNames } from '../../resources/query/queryable.ts';
import { systemFields } from '../../resources/shape/columns.ts';
import { type Field, humanise, type Operator, type Resource } from '../../sdk/index.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly description: string;
  readonly [more: string]: unknown;
}

function inQuery(name: string, description: string, schema: Schema, more: Schema = {}): Parameter {
  return { name, in: 'query', description, schema, ...more };
}

/** Comma-separated names of a closed list. */
function names(known: readonly string[]): [Schema, Schema] {
  const schema = { type: 'array', items: { type: 'string', enum: known }, uniqueItems: true };
  return [schema, { style: 'form', explode: false }];
}

/** What a list of this resource may be asked. */
export function listParameters(resource: Resource, customFields: readonly CustomField[]): Parameter[] {
  return [
    ...filterParameters(resource, customFields),
    ...(resource.options.list.search ? [search] : []),
    sortParameter(sortNames(resource, customFields)),
    ...pageParameters,
    ...recordParameters(resource),
    where,
    total,
    trash('Only records in the trash, instead of the others.'),
  ];
}

/** What one record may be asked. */
export function recordParameters(resource: Resource): Parameter[] {
  const fields = names([...Object.keys(resource.fields), ...systemFields]);
  const includable = includableFields(resource);
  return [
    inQuery('fields', 'Only these fields; `id` and `version` always come along.', ...fields),
    ...(includable.length > 0
      ? [inQuery('include', 'Show the id and title of the other record too.', ...names(includable))]
      : []),
  ];
}

export function trash(description: string): Parameter {
  return inQuery('removed', description, { type: 'boolean', default: false });
}

const search = inQuery('q', 'Records that contain each of these words.', { type: 'string', maxLength: 200 });

const pageParameters = [
  inQuery('limit', 'Records a page.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  inQuery('after', 'The cursor in `page.next` of the page before; stays quick however far you go.', {
    type: 'string',
  }),
  inQuery('offset', 'Records to skip; not together with `after`.', {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
  }),
];

const where: Parameter = {
  name: 'where',
  in: 'query',
  description: 'Filters in groups, as JSON. Joined to `filter[…]` by and.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Condition' } } },
};

const total = inQuery(
  'total',
  'Count the matches: `capped` stops at 10 000, `exact` counts all and takes its time.',
  { type: 'string', enum: ['capped', 'exact'] },
);

function sortParameter(known: readonly string[]): Parameter {
  const both = known.flatMap((name) => [name, `-${name}`]);
  return inQuery('sort', 'A minus in front means descending.', {
    type: 'string',
    enum: both,
    default: '-createdAt',
  });
}

/** One parameter for each comparison of each field that may be filtered by. */
export function filterParameters(resource: Resource, customFields: readonly CustomField[]): Parameter[] {
  return filterNames(resource, customFields).flatMap((name) => {
    const found = queryable(resource, customFields, name);
    return found ? allowedOperators(found).map((operator) => filterParameter(found, operator)) : [];
  });
}

function filterParameter(found: Queryable, operator: Operator): Parameter {
  const { name, field } = found;
  const isDefault = operator === (field.kind === 'tags' ? 'includes' : 'is');
  const key = isDefault ? `filter[${name}]` : `filter[${name}][${operator}]`;
  const label = field.label ?? humanise(name.replace(/^custom\./, ''));
  const [schema, more] = comparedSchema(found, operator);
  return inQuery(key, `${label} ${meanings[operator]}.`, schema, more);
}

const meanings: Readonly<Record<Operator, string>> = {
  is: 'is this (`null`: is empty)',
  not: 'is not this (`null`: is not empty)',
  in: 'is one of these',
  gt: 'is more than this',
  gte: 'is this or more',
  lt: 'is less than this',
  lte: 'is this or less',
  between: 'lies from the first to the second, both included',
  contains: 'contains this, in upper or lower case',
  startsWith: 'starts with this, in upper or lower case',
  empty: 'is empty (`true`) or is not (`false`)',
  includes: 'holds this',
};

function comparedSchema({ name, field }: Queryable, operator: Operator): [Schema, Schema] {
  const list = { style: 'form', explode: false };
  const value = comparedValue(name, field);
  switch (operator) {
    case 'empty':
      return [{ type: 'boolean' }, {}];
    case 'contains':
    case 'startsWith':
    case 'includes':
      return [{ type: 'string', minLength: 1, maxLength: 200 }, {}];
    case 'in':
      return [{ type: 'array', items: value, minItems: 1, maxItems: 200 }, list];
    case 'between':
      return [{ type: 'array', items: value, minItems: 2, maxItems: 2 }, list];
    default:
      return [value, {}];
  }
}

const relativeDay = 'A day as `YYYY-MM-DD`, or counted from today: `today`, `today-7d`, `today+3m`.';

function comparedValue(name: string, field: Field): Schema {
  if (field.kind === 'day')
    return { type: 'string', description: relativeDay, examples: ['2026-11-30', 'today-7d'] };
  if (field.kind === 'user')
    return {
      type: 'string',
      description: 'A member’s id, or `me`.',
      examples: ['me', '0199a3f0-5c2e-7d41-9f0b-3a6e2c8d1b47'],
    };
  const { title: _title, default: _default, ...schema } = fieldSchema(name, field);
  return schema;
}
