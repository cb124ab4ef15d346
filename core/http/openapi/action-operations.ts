import { jsonSchema, type Schema } from '../../json-schema/json-schema.ts';
import { type Fields, labelsOf, type Resource, type ResourceAction } from '../../sdk/index.ts';
import { actionAnswers, idempotencyKey } from './action-answers.ts';
import { dataAnswer, refusalAnswers } from './answers.ts';
import { pascal, schemaName, tagOf } from './names.ts';
import { accessNote, jsonBody, type Operation, recordId } from './operation.ts';
import { schemaRef } from './resource-schemas.ts';

/** The nouns of a resource that stand for verbs: `POST /api/crm/deals/{id}/winning`. */
export function actionOperations(resource: Resource): Operation[] {
  return Object.entries(resource.options.actions ?? {}).flatMap(([noun, declared]) => {
    const action = declared as ResourceAction<Fields>;
    const operation = actionOperation(resource, noun, action);
    return action.suggest ? [operation, suggestionOperation(resource, noun, action)] : [operation];
  });
}

/** What the action's input may be, as far as the record tells. */
function suggestionOperation(resource: Resource, noun: string, action: ResourceAction<Fields>): Operation {
  return {
    method: 'get',
    path: `/api/${resource.plugin}/${resource.path}/{id}/${noun}`,
    operationId: `suggest${schemaName(resource)}${pascal(noun)}`,
    summary: `${labelsOf(resource)[0]}: what ${action.label.toLowerCase()} may start from`,
    description: accessNote(action.access),
    tags: [tagOf(resource)],
    parameters: [recordId],
    responses: {
      200: dataAnswer('Suggested input.', { type: 'object', additionalProperties: true }),
      ...refusalAnswers('read'),
    },
  };
}

function actionOperation(resource: Resource, noun: string, action: ResourceAction<Fields>): Operation {
  const input = jsonSchema(action.input);
  return {
    method: 'post',
    path: `/api/${resource.plugin}/${resource.path}/{id}/${noun}`,
    operationId: `add${schemaName(resource)}${pascal(noun)}`,
    summary: `${labelsOf(resource)[0]}: ${action.label.toLowerCase()}`,
    description: accessNote(action.access),
    tags: [tagOf(resource)],
    parameters: [recordId, idempotencyKey],
    requestBody: jsonBody(input, needsInput(input)),
    responses: actionAnswers('The record afterwards.', schemaRef(resource)),
  };
}

function needsInput(input: Schema): boolean {
  return Array.isArray(input.required) && input.required.length > 0;
}
