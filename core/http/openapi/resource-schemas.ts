import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import {
  createSchema,
  customSchema,
  ownSchemas,
  updateSchema,
} from '../../json-schema/record-input-schemas.ts';
import { includeName } from '../../resources/query/compile-include.ts';
import { includableFields } from '../../resources/query/query-parts.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { schemaName } from './names.ts';

const instant = { type: 'string', format: 'date-time' };

const systemSchemas: Readonly<Record<string, Schema>> = {
  version: { type: 'integer', description: 'Counts the changes.' },
  createdAt: instant,
  updatedAt: instant,
  removedAt: {
    type: ['string', 'null'],
    format: 'date-time',
    description: 'Set while it lies in the trash.',
  },
};

/** The component schemas of one resource: its records and what may be sent to make or change one. */
export function resourceSchemas(
  resource: Resource,
  customFields: readonly CustomField[],
): Record<string, Schema> {
  const name = schemaName(resource);
  return {
    [name]: recordSchema(resource, customFields),
    [`${name}Create`]: createSchema(resource, customFields),
    [`${name}Update`]: updateSchema(resource, customFields),
  };
}

export function schemaRef(resource: Resource, suffix: '' | 'Create' | 'Update' = ''): Schema {
  return { $ref: `#/components/schemas/${schemaName(resource)}${suffix}` };
}

function recordSchema(resource: Resource, customFields: readonly CustomField[]): Schema {
  const includes = includableFields(resource).map((field) => [includeName(field), includedSchema(field)]);
  return {
    type: 'object',
    title: labelsOf(resource)[0],
    // With `fields` a client may ask for less than all, but never for less than these.
    required: ['id', 'version'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      ...ownSchemas(resource, Object.keys(resource.fields)),
      ...systemSchemas,
      custom: customSchema(customFields),
      ...Object.fromEntries(includes),
    },
  };
}

function includedSchema(field: string): Schema {
  return {
    type: ['object', 'null'],
    description: `Only with \`include=${field}\`.`,
    required: ['id', 'title'],
    properties: { id: { type: 'string', format: 'uuid' }, title: { type: ['string', 'null'] } },
  };
}
