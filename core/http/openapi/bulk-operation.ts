import type { Schema } from '../../json-schema/json-schema.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { actionAnswers, idempotencyKey } from './action-answers.ts';
import { collectionName, tagOf } from './names.ts';
import { jsonBody, type Operation } from './operation.ts';
import { schemaRef } from './resource-schemas.ts';

const most = 200;

/** Many records in one transaction. */
export function bulkOperation(resource: Resource): Operation {
  const { plugin, path } = resource;
  const records = { type: 'array', items: schemaRef(resource) };
  const data = {
    type: 'object',
    properties: { create: records, update: records, remove: records, restore: records },
  };
  return {
    method: 'post',
    path: `/api/${plugin}/${path}/bulk`,
    operationId: `writeMany${collectionName(resource)}`,
    summary: `Write many ${labelsOf(resource)[1].toLowerCase()} at once`,
    description: `Up to ${most} of each in one transaction: all of it happens or nothing does. Each part needs its own permission.`,
    tags: [tagOf(resource)],
    requestBody: jsonBody(bulkSchema(resource)),
    parameters: [idempotencyKey],
    responses: actionAnswers('What was written, by kind.', data),
  };
}

function bulkSchema(resource: Resource): Schema {
  const ids = list({ type: 'string', format: 'uuid' });
  const { create, update } = resource.options;
  return {
    type: 'object',
    minProperties: 1,
    properties: {
      ...(create.length > 0 && { create: list(schemaRef(resource, 'Create')) }),
      ...(update.length > 0 && { update: list(updateWithId(resource)) }),
      remove: ids,
      restore: ids,
    },
    additionalProperties: false,
  };
}

function updateWithId(resource: Resource): Schema {
  return {
    type: 'object',
    description: `The id, and what a change of one record takes (\`${schemaRef(resource, 'Update').$ref}\`).`,
    required: ['id'],
    properties: { id: { type: 'string', format: 'uuid' } },
    additionalProperties: true,
  };
}

function list(items: Schema): Schema {
  return { type: 'array', maxItems: most, items };
}
