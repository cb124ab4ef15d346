import { jsonSchema } from '../../json-schema/json-schema.ts';
import { placement } from '../../resources/write/placement.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { actionAnswers, idempotencyKey } from './action-answers.ts';
import { schemaName, tagOf } from './names.ts';
import { accessNote, jsonBody, type Operation, recordId } from './operation.ts';
import { schemaRef } from './resource-schemas.ts';

/** Moving a card of a board. */
export function placementOperation(resource: Resource): Operation {
  const { plugin, path } = resource;
  return {
    method: 'post',
    path: `/api/${plugin}/${path}/{id}/placement`,
    operationId: `place${schemaName(resource)}`,
    summary: `Place a ${labelsOf(resource)[0].toLowerCase()} on its board`,
    description: `${accessNote(resource.options.access.update)} Into a column, between two others.`,
    tags: [tagOf(resource)],
    parameters: [recordId, idempotencyKey],
    requestBody: jsonBody(jsonSchema(placement)),
    responses: actionAnswers('The placed record.', schemaRef(resource)),
  };
}
