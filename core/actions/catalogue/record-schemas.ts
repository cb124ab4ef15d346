import type { CustomField } from '../../custom-fields/custom-field.ts';
import { jsonSchema, type Schema } from '../../json-schema/json-schema.ts';
import {
  createSchema,
  customSchema,
  ownSchemas,
  updateSchema,
} from '../../json-schema/record-input-schemas.ts';
import { mostInBulk } from '../../resources/write/bulk-plan.ts';
import { placement } from '../../resources/write/placement.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { listQuestionSchema, recordQuestionSchema, searchQuestionSchema } from './list-question.ts';
import type { RecordVerb } from './record-verbs.ts';
import { idSchema, withIdSchema } from './with-id.ts';

const nothing: Schema = { type: 'object', properties: {}, additionalProperties: false };

/** What a verb of a resource takes, in this workspace. */
export function verbInputSchema(
  resource: Resource,
  verb: RecordVerb,
  customFields: readonly CustomField[],
): Schema {
  switch (verb) {
    case 'get':
      return withIdSchema(recordQuestionSchema(resource));
    case 'list':
      return listQuestionSchema(resource, customFields);
    case 'search':
      return searchQuestionSchema;
    case 'create':
      return createSchema(resource, customFields);
    case 'update':
      return withIdSchema(updateSchema(resource, customFields));
    case 'remove':
    case 'restore':
      return withIdSchema(nothing);
    case 'placement':
      return withIdSchema(jsonSchema(placement));
    case 'bulk':
      return bulkSchema(resource, customFields);
  }
}

function bulkSchema(resource: Resource, customFields: readonly CustomField[]): Schema {
  const list = (items: Schema) => ({ type: 'array', items, maxItems: mostInBulk });
  const { create, update } = resource.options;
  return {
    type: 'object',
    minProperties: 1,
    properties: {
      ...(create.length > 0 && { create: list(createSchema(resource, customFields)) }),
      ...(update.length > 0 && { update: list(withIdSchema(updateSchema(resource, customFields))) }),
      remove: list(idSchema),
      restore: list(idSchema),
    },
    additionalProperties: false,
  };
}

/** What a verb answers. */
export function verbOutputSchema(
  resource: Resource,
  verb: string,
  customFields: readonly CustomField[],
): Schema {
  const record = recordOutput(resource, customFields);
  if (verb === 'list' || verb === 'search') return pageOf(record);
  if (verb !== 'bulk') return record;
  const records = { type: 'array', items: record };
  return {
    type: 'object',
    properties: { create: records, update: records, remove: records, restore: records },
  };
}

function recordOutput(resource: Resource, customFields: readonly CustomField[]): Schema {
  return {
    type: 'object',
    title: labelsOf(resource)[0],
    required: ['id', 'version'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      ...ownSchemas(resource, Object.keys(resource.fields)),
      version: { type: 'integer' },
      custom: customSchema(customFields),
    },
  };
}

function pageOf(items: Schema): Schema {
  return {
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: {
      items: { type: 'array', items },
      nextCursor: { type: ['string', 'null'] },
      total: { type: 'integer' },
    },
  };
}
