import { z } from 'zod';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import { parseInput } from '../../parse-input.ts';
import { includableFields } from '../../resources/query/query-parts.ts';
import { filterNames, sortNames } from '../../resources/query/queryable.ts';
import type { Resource } from '../../sdk/index.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const comparison = z.union([value, z.array(value), z.record(z.string(), z.union([value, z.array(value)]))]);

/** How programs ask for a list: what REST takes in an address, as one object. */
const question = z.strictObject({
  q: z.string().optional(),
  filter: z.record(z.string(), comparison).optional(),
  where: z.record(z.string(), z.unknown()).optional(),
  sort: z.string().optional(),
  limit: z.int().optional(),
  after: z.string().optional(),
  fields: z.array(z.string()).optional(),
  include: z.array(z.string()).optional(),
  total: z.enum(['capped', 'exact']).optional(),
  removed: z.boolean().optional(),
});

/** A page is short unless more is asked for: programs read all of it. */
const usualLimit = 20;

/** The address parameters that ask the same. @throws InvalidInput */
export function questionParameters(input: unknown): URLSearchParams {
  const { filter = {}, where, ...plain } = parseInput(question, input ?? {});
  const parameters = new URLSearchParams({ limit: String(usualLimit) });
  for (const [name, given] of Object.entries(plain)) {
    if (given !== undefined) parameters.set(name, textOf(given));
  }
  if (where) parameters.set('where', JSON.stringify(where));
  for (const [field, compared] of Object.entries(filter)) addFilter(parameters, field, compared);
  return parameters;
}

function addFilter(parameters: URLSearchParams, field: string, compared: z.infer<typeof comparison>): void {
  const isPlain = typeof compared !== 'object' || compared === null;
  const byOperator = isPlain ? { '': compared } : Array.isArray(compared) ? { in: compared } : compared;
  for (const [operator, one] of Object.entries(byOperator))
    parameters.set(`filter[${field}]${operator && `[${operator}]`}`, textOf(one));
}

function textOf(given: string | number | boolean | null | readonly unknown[]): string {
  return Array.isArray(given) ? given.map(String).join(',') : String(given);
}

/** What may be asked of this resource, for programs to read. */
export function listQuestionSchema(resource: Resource, customFields: readonly CustomField[]): Schema {
  const includable = includableFields(resource);
  const sorts = sortNames(resource, customFields);
  return {
    type: 'object',
    properties: {
      ...(resource.options.list.search && {
        q: { type: 'string', description: 'Words it contains, each of them.' },
      }),
      filter: {
        type: 'object',
        description: `Field: value, or field: {operator: value} with is, not, in, gt, gte, lt, lte, between, contains, startsWith, empty, includes. Fields: ${filterNames(resource, customFields).join(', ')}.`,
        additionalProperties: true,
      },
      where: {
        type: 'object',
        description: 'Filters in groups: {"any":[{"field","operator","value"},{"all":[…]}]}.',
        additionalProperties: true,
      },
      sort: {
        type: 'string',
        description: `A minus in front means descending. One of: ${sorts.join(', ')}.`,
      },
      ...pageSchemas,
      fields: { type: 'array', items: { type: 'string' }, description: 'Only these fields.' },
      ...(includable.length > 0 && {
        include: { type: 'array', items: { type: 'string', enum: includable } },
      }),
      total: { type: 'string', enum: ['capped', 'exact'], description: 'Count the matches as well.' },
      removed: { type: 'boolean', description: 'The trash instead.' },
    },
    additionalProperties: false,
  };
}

const pageSchemas: Readonly<Record<string, Schema>> = {
  limit: { type: 'integer', minimum: 1, maximum: 200, default: usualLimit },
  after: { type: 'string', description: 'The nextCursor of the page before.' },
};

export const searchQuestionSchema: Schema = {
  type: 'object',
  required: ['q'],
  properties: {
    q: { type: 'string', minLength: 1, maxLength: 200, description: 'Words it contains, each of them.' },
    ...pageSchemas,
  },
  additionalProperties: false,
};

const searchQuestion = z.strictObject({
  q: z.string('Give the words to look for.').trim().min(1, 'Give the words to look for.').max(200),
  limit: z.int().optional(),
  after: z.string().optional(),
});

export function searchParameters(input: unknown): URLSearchParams {
  return questionParameters(parseInput(searchQuestion, input));
}

const one = z.strictObject({
  include: z.array(z.string()).optional(),
  fields: z.array(z.string()).optional(),
  removed: z.boolean().optional(),
});

/** What may be asked of one record besides. */
export function recordParameters(rest: unknown): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, given] of Object.entries(parseInput(one, rest))) {
    if (given !== undefined) parameters.set(name, textOf(given));
  }
  return parameters;
}

export function recordQuestionSchema(resource: Resource): Schema {
  const includable = includableFields(resource);
  return {
    type: 'object',
    properties: {
      fields: { type: 'array', items: { type: 'string' }, description: 'Only these fields.' },
      ...(includable.length > 0 && {
        include: { type: 'array', items: { type: 'string', enum: includable } },
      }),
      removed: { type: 'boolean', description: 'Find it in the trash too.' },
    },
    additionalProperties: false,
  };
}
