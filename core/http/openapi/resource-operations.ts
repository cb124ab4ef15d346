import type { CustomField } from '../../custom-fields/custom-field.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
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
  const isCreatable = resource.options.create.length > 0;
  const isChangeable = resource.options.update.length > 0;
  return [
    listOperation(resource, customFields),
    ...(isCreatable ? [createOperation(resource)] : []),
    getOperation(resource),
    ...(isChangeable ? [updateOperation(resource)] : []),
    removeOperation(resource),
    restoreOperation(resource),
    historyOperation(resource),
    bulkOperation(resource),
    exportOperation(resource, customFields),
    ...(resource.options.board && isChangeable ? [placementOperation(resource)] : []),
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
    responses: { 201: dataAnswer('The new record.', schemaRef(resource)), ...refusalAnswers('write') },
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
    parameters: [recordId, ifMatch],
    requestBody: jsonBody(schemaRef(resource, 'Update')),
    responses: { 200: dataAnswer('The changed record.', schemaRef(resource)), ...refusalAnswers('write') },
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
    parameters: [recordId],
    responses: { 200: dataAnswer('The removed record.', schemaRef(resource)), ...refusalAnswers('write') },
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
    parameters: [recordId],
    responses: { 200: dataAnswer('The restored record.', schemaRef(resource)), ...refusalAnswers('write') },
  };
}
