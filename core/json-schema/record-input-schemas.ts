import type { CustomField } from '../custom-fields/custom-field.ts';
import type { Resource } from '../sdk/index.ts';
import { fieldSchema } from './field-schema.ts';
import type { Schema } from './json-schema.ts';

/** What makes a record. */
export function createSchema(resource: Resource, customFields: readonly CustomField[]): Schema {
  const names = resource.options.create;
  const required = names.filter((name) => isNeeded(resource, name));
  const needsCustom = customFields.some((field) => field.required);
  return {
    type: 'object',
    required: needsCustom ? [...required, 'custom'] : required,
    properties: { ...ownSchemas(resource, names), custom: customSchema(customFields, 'create') },
    additionalProperties: false,
  };
}

function isNeeded(resource: Resource, name: string): boolean {
  const field = resource.fields[name];
  return field?.required === true && field.default === undefined;
}

/** What changes one. */
export function updateSchema(resource: Resource, customFields: readonly CustomField[]): Schema {
  const version = {
    type: 'integer',
    minimum: 1,
    description: 'The version you started from: a change made meanwhile is then answered with 409.',
  };
  const properties = { version, ...ownSchemas(resource, resource.options.update) };
  return {
    type: 'object',
    properties: { ...properties, custom: customSchema(customFields) },
    additionalProperties: false,
  };
}

export function ownSchemas(resource: Resource, names: readonly string[]): Record<string, Schema> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const field = resource.fields[name];
      return field ? [[name, fieldSchema(name, field)]] : [];
    }),
  );
}

export function customSchema(customFields: readonly CustomField[], kind?: 'create'): Schema {
  const required = customFields.filter((field) => field.required).map((field) => field.key);
  return {
    type: 'object',
    description: 'The fields this workspace added, by their keys.',
    properties: Object.fromEntries(customFields.map(({ key, field }) => [key, fieldSchema(key, field)])),
    ...(kind === 'create' && required.length > 0 && { required }),
    additionalProperties: false,
  };
}
