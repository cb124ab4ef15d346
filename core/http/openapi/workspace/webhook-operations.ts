import { jsonSchema } from '../../../json-schema/json-schema.ts';
import { newEndpoint, newSecret } from '../../../webhooks/endpoints.ts';
import { dataAnswer, jsonAnswer } from '../answers.ts';
import { accessNote, jsonBody, type Operation, recordId } from '../operation.ts';
import { list, object, text, uuid, when, workspaceOperation } from './pieces.ts';

const hooks = accessNote('workspace:manage-webhooks');
const made = object({
  id: uuid,
  address: { type: ['string', 'null'], description: 'Said this once; null where only the secret is new.' },
  secret: { ...text, description: 'Said this once.' },
});
const delivery = object({
  ...{ id: uuid, deliveryId: text, receivedAt: { ...text, format: 'date-time' } },
  ...{ state: { enum: ['waiting', 'handled', 'failed'] }, attempts: { type: 'integer' } },
  problem: { type: ['string', 'null'] },
});
const endpoint = object({
  ...{ id: uuid, webhook: text, title: text, label: { type: ['string', 'null'] } },
  ...{ madeAt: { ...text, format: 'date-time' }, previousUntil: when },
  ...{ refusedCount: { type: 'integer' }, lastRefusedAt: when, lastRefusal: { type: ['string', 'null'] } },
  deliveries: list(delivery),
});

/** Addresses that others send to. */
export const webhooksOperations: readonly Operation[] = [
  workspaceOperation({
    ...{
      method: 'get',
      path: '/api/webhooks',
      operationId: 'listWebhooks',
      summary: 'List webhook addresses',
    },
    description: `${hooks} With the ten latest deliveries of each.`,
    answer: jsonAnswer(
      'The addresses, and the kinds there are.',
      object({ data: list(endpoint), kinds: list(object({ id: text, title: text })) }),
    ),
  }),
  workspaceOperation({
    ...{
      method: 'post',
      path: '/api/webhooks',
      operationId: 'makeWebhook',
      summary: 'Make a webhook address',
    },
    ...{ description: hooks, requestBody: jsonBody(jsonSchema(newEndpoint)), status: 201 },
    answer: dataAnswer('What the sender is given.', made),
  }),
  workspaceOperation({
    ...{ method: 'post', path: '/api/webhooks/{id}/secret', operationId: 'renewWebhookSecret' },
    ...{ summary: 'Renew the secret of an address', parameters: [recordId] },
    description: `${hooks} The one before is taken for another day.`,
    requestBody: jsonBody(jsonSchema(newSecret), false),
    answer: dataAnswer('The new secret.', made),
  }),
  workspaceOperation({
    ...{ method: 'delete', path: '/api/webhooks/{id}', operationId: 'removeWebhook' },
    ...{ summary: 'Remove a webhook address', description: hooks, parameters: [recordId] },
    answer: dataAnswer('The id of what is gone.', object({ id: uuid })),
  }),
  workspaceOperation({
    ...{ method: 'post', path: '/api/webhooks/deliveries/{id}/redelivery', operationId: 'redeliverWebhook' },
    ...{ summary: 'Handle a delivery once more', description: hooks, parameters: [recordId], status: 202 },
    answer: dataAnswer('It is handled again.', object({ id: uuid })),
  }),
];
