import { type RecordVerb, verbsOf } from '../../actions/catalogue/record-verbs.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { actionAnswers, idempotencyKey } from './action-answers.ts';
import { actionOperations } from './action-operations.ts';
import { dataAnswer, jsonAnswer, refusalAnswers } from './answers.ts';
import { placementOperation } from './board-operation.ts';
import { bulkOperation } from './bulk-operation.ts';
import { exportOperation } from './export-operation.ts';
import { historyOperation } from './history-operation.ts';
import { listParameters, type Parameter, recordParameters, trash } from './list-parameters.ts';
import { collectionName, schemaName, tagOf } from './names.ts';
import { accessNote, jsonBody, type Operation, recordId } from './operation.ts';
import { schemaRef } from './resource-schemas.ts';

/** Everything REST offers for one resource. */
export function resourceOperations(resource: Resource, customFields: readonly CustomField[]): Operation[] {
  const verbs = verbsOf(resource);
  const where = (verb: RecordVerb, describe: (one: Resource) => Operation) =>
    verbs.includes(verb) ? [describe(resource)] : [];
  return [
    listOperation(resource, customFields),
    ...where('create', createOperation),
    getOperation(resource),
    ...where('update', updateOperation),
    ...where('remove', removeOperation),
    ...where('restore', restoreOperation),
    historyOperation(resource),
    ...where('bulk', bulkOperation),
    exportOperation(resource, customFields),
    ...where('placement', placementOperation),
    ...actionOperations(resource),
  ];
}

/** `/api/crm/contacts` */
export function addressOf({ plugin, path }: Resource): string {
  return `/api/${plugin}/${path}`;
}

function words(resource: Resource): { one: string; many: string; tags: string[] } {
  const [one, many] = labelsOf(resource);
  return { one: one.toLowerCase(), many: many.toLowerCase(), tags: [tagOf(resource)] };
}

function listOperation(resource: Resource, customFields: readonly CustomField[]): Operation {
  const { many, tags } = words(resource);
  const page = {
    type: 'object',
    required: ['data', 'page'],
    properties: {
      data: { type: 'array', items: schemaRef(resource) },
      page: { $ref: '#/components/schemas/Page' },
    },
  };
  return {
    method: 'get',
    path: addressOf(resource),
    operationId: `list${collectionName(resource)}`,
    summary: `List ${many}`,
    description: `${accessNote(resource.options.access.read)} Newest first unless sorted otherwise.`,
    tags,
    parameters: listParameters(resource, customFields),
    responses: { 200: jsonAnswer(`A page of ${many}.`, page), ...refusalAnswers('read') },
  };
}

function createOperation(resource: Resource): Operation {
  const { one, tags } = words(resource);
  return {
    method: 'post',
    path: addressOf(resource),
    operationId: `create${schemaName(resource)}`,
    summary: `Create a ${one}`,
    description: accessNote(resource.options.access.create),
    tags,
    requestBody: jsonBody(schemaRef(resource, 'Create')),
    parameters: [idempotencyKey],
    responses: actionAnswers('The new record.', schemaRef(resource), { status: 201 }),
  };
}

function getOperation(resource: Resource): Operation {
  const { one, tags } = words(resource);
  return {
    method: 'get',
    path: `${addressOf(resource)}/{id}`,
    operationId: `get${schemaName(resource)}`,
    summary: `Get one ${one}`,
    description: accessNote(resource.options.access.read),
    tags,
    parameters: [recordId, ...recordParameters(resource), trash('Find it in the trash too.')],
    responses: { 200: dataAnswer('The record.', schemaRef(resource)), ...refusalAnswers('read') },
  };
}

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  description: 'The version you started from, instead of `version` in the body.',
  schema: { type: 'string', examples: ['"7"'] },
};

function updateOperation(resource: Resource): Operation {
  const { one, tags } = words(resource);
  return {
    method: 'patch',
    path: `${addressOf(resource)}/{id}`,
    operationId: `update${schemaName(resource)}`,
    summary: `Change a ${one}`,
    description: `${accessNote(resource.options.access.update)} Only what is sent changes.`,
    tags,
    parameters: [recordId, ifMatch, idempotencyKey],
    requestBody: jsonBody(schemaRef(resource, 'Update')),
    responses: actionAnswers('The changed record.', schemaRef(resource)),
  };
}

function removeOperation(resource: Resource): Operation {
  const { one, tags } = words(resource);
  return {
    method: 'delete',
    path: `${addressOf(resource)}/{id}`,
    operationId: `remove${schemaName(resource)}`,
    summary: `Move a ${one} to the trash`,
    description: accessNote(resource.options.access.remove),
    tags,
    parameters: [recordId, idempotencyKey],
    responses: actionAnswers('The removed record.', schemaRef(resource)),
  };
}

function restoreOperation(resource: Resource): Operation {
  const { one, tags } = words(resource);
  return {
    method: 'post',
    path: `${addressOf(resource)}/{id}/restoration`,
    operationId: `restore${schemaName(resource)}`,
    summary: `Take a ${one} out of the trash`,
    description: accessNote(resource.options.access.remove),
    tags,
    parameters: [recordId, idempotencyKey],
    responses: actionAnswers('The restored record.', schemaRef(resource)),
  };
}
