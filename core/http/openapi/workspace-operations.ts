import { jsonSchema, type Schema } from '../../json-schema/json-schema.ts';
import { preferenceInput } from '../../notifications/http/notification-api.ts';
import { newEndpoint, newSecret } from '../../webhooks/endpoints.ts';
import { dataAnswer, jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { accessNote, jsonBody, type Operation, recordId } from './operation.ts';

export const workspaceTag = 'workspace';
export const workspaceNote =
  'What modules ask, tell, count and hold in this workspace: settings, webhooks, messages, usage, personal data.';

const text = { type: 'string' };
const when = { type: ['string', 'null'], format: 'date-time' };
const uuid = { type: 'string', format: 'uuid' };
const open = { type: 'object', additionalProperties: true };
const object = (properties: Schema): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const list = (items: Schema): Schema => ({ type: 'array', items });

type Named = Omit<Operation, 'responses' | 'tags'> & { readonly answer: Schema; readonly status?: number };

function operation({ answer, status = 200, ...named }: Named): Operation {
  const kind = named.method === 'get' ? 'read' : 'write';
  return { ...named, tags: [workspaceTag], responses: { [status]: answer, ...refusalAnswers(kind) } };
}

function inPath(name: string, description: string): Parameter {
  return { name, in: 'path', required: true, description, schema: text };
}

const group = object({
  ...{ id: text, title: text, description: { type: ['string', 'null'] } },
  scope: { enum: ['instance', 'workspace', 'user'] },
  values: { ...open, description: 'Each open field with what holds now.' },
  secrets: { ...open, description: 'Of each secret only whether it is set, and since when.' },
});
const groupId = inPath('id', 'The id of the group, such as `mail.sending`.');

const settings: readonly Operation[] = [
  operation({
    ...{
      method: 'get',
      path: '/api/settings',
      operationId: 'listSettings',
      summary: 'List groups of settings',
    },
    description: 'Those that you may change.',
    answer: dataAnswer('The groups.', list(object({ id: text, plugin: text, title: text, scope: text }))),
  }),
  operation({
    ...{
      method: 'get',
      path: '/api/settings/{id}',
      operationId: 'getSettings',
      summary: 'Get a group of settings',
    },
    parameters: [groupId],
    answer: dataAnswer('The group, without its secrets.', group),
  }),
  operation({
    ...{ method: 'patch', path: '/api/settings/{id}', operationId: 'changeSettings' },
    ...{
      summary: 'Change settings',
      description: 'What is left out stays; null takes a value or a secret away.',
    },
    parameters: [groupId],
    requestBody: jsonBody(open),
    answer: dataAnswer('The group afterwards.', group),
  }),
];

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

const webhooks: readonly Operation[] = [
  operation({
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
  operation({
    ...{
      method: 'post',
      path: '/api/webhooks',
      operationId: 'makeWebhook',
      summary: 'Make a webhook address',
    },
    ...{ description: hooks, requestBody: jsonBody(jsonSchema(newEndpoint)), status: 201 },
    answer: dataAnswer('What the sender is given.', made),
  }),
  operation({
    ...{ method: 'post', path: '/api/webhooks/{id}/secret', operationId: 'renewWebhookSecret' },
    ...{ summary: 'Renew the secret of an address', parameters: [recordId] },
    description: `${hooks} The one before is taken for another day.`,
    requestBody: jsonBody(jsonSchema(newSecret), false),
    answer: dataAnswer('The new secret.', made),
  }),
  operation({
    ...{ method: 'delete', path: '/api/webhooks/{id}', operationId: 'removeWebhook' },
    ...{ summary: 'Remove a webhook address', description: hooks, parameters: [recordId] },
    answer: dataAnswer('The id of what is gone.', object({ id: uuid })),
  }),
  operation({
    ...{ method: 'post', path: '/api/webhooks/deliveries/{id}/redelivery', operationId: 'redeliverWebhook' },
    ...{ summary: 'Handle a delivery once more', description: hooks, parameters: [recordId], status: 202 },
    answer: dataAnswer('It is handled again.', object({ id: uuid })),
  }),
];

const message = object({
  ...{ id: uuid, type: text, icon: text, title: text, body: { type: ['string', 'null'] } },
  address: { type: ['string', 'null'], description: 'Below the workspace.' },
  ...{ createdAt: { ...text, format: 'date-time' }, readAt: when },
});
const preferences = list(
  object({
    ...{ type: text, title: text, description: text, icon: text },
    channels: list(object({ channel: text, isOn: { type: 'boolean' } })),
  }),
);
const own = 'Your own: an API key has no inbox.';
const done = dataAnswer('It is done.', { type: 'null' });

const notifications: readonly Operation[] = [
  operation({
    ...{
      method: 'get',
      path: '/api/notifications',
      operationId: 'listNotifications',
      summary: 'List messages',
    },
    description: `${own} The newest first, 30 at a time.`,
    parameters: [
      { name: 'before', in: 'query', description: '`page.next` of the page before.', schema: text },
      {
        name: 'unread',
        in: 'query',
        description: 'Only what is unread.',
        schema: { type: 'boolean', default: false },
      },
    ],
    answer: jsonAnswer(
      'A page of messages, and how many are unread in all.',
      object({
        ...{ data: list(message), page: object({ next: { type: ['string', 'null'] } }) },
        unread: { type: 'integer' },
      }),
    ),
  }),
  operation({
    ...{ method: 'post', path: '/api/notifications/reading', operationId: 'readAllNotifications' },
    ...{ summary: 'Mark all messages as read', description: own, answer: done },
  }),
  operation({
    ...{ method: 'post', path: '/api/notifications/{id}/reading', operationId: 'readNotification' },
    ...{ summary: 'Mark a message as read', description: own, parameters: [recordId], answer: done },
  }),
  operation({
    ...{ method: 'delete', path: '/api/notifications/{id}/reading', operationId: 'unreadNotification' },
    ...{ summary: 'Mark a message as unread', description: own, parameters: [recordId], answer: done },
  }),
  operation({
    ...{ method: 'get', path: '/api/notifications/preferences', operationId: 'listNotificationPreferences' },
    ...{ summary: 'List what you are told', description: own },
    answer: dataAnswer('Each kind of message, and the ways it reaches you.', preferences),
  }),
  operation({
    ...{ method: 'put', path: '/api/notifications/preferences/{type}', operationId: 'chooseNotification' },
    ...{ summary: 'Choose whether you are told', description: own },
    parameters: [inPath('type', 'The kind of message, such as `crm.deal-assigned`.')],
    requestBody: jsonBody(jsonSchema(preferenceInput)),
    answer: dataAnswer('Your choices afterwards.', preferences),
  }),
];

const number = { type: ['integer', 'null'] };
const person = accessNote('workspace:manage-personal-data');
const email = { ...text, format: 'email' };

const counts: readonly Operation[] = [
  operation({
    ...{
      method: 'get',
      path: '/api/usage',
      operationId: 'getUsage',
      summary: 'How much is used, and what a plan allows',
    },
    description: `${accessNote('workspace:manage-modules')} Measured now, with the readings of 90 days.`,
    answer: dataAnswer(
      'The meters.',
      object({
        meters: list(object({ id: text, title: text, unit: text, amount: number, cap: number })),
        history: list(object({ meter: text, day: { ...text, format: 'date' }, amount: { type: 'integer' } })),
      }),
    ),
  }),
  operation({
    ...{ method: 'post', path: '/api/personal-data/export', operationId: 'exportPersonalData' },
    ...{ summary: 'All that is held about a person', description: person },
    requestBody: jsonBody(object({ email })),
    answer: dataAnswer(
      'By source; modules that are off are named, not asked.',
      object({
        ...{ email, held: list(object({ id: text, owner: text, title: text, items: list(open) })) },
        notAsked: list(text),
      }),
    ),
  }),
  operation({
    ...{ method: 'post', path: '/api/personal-data/erasure', operationId: 'erasePersonalData' },
    ...{ summary: 'Erase a person for good', description: `${person} The address is given twice.` },
    requestBody: jsonBody(object({ email, confirmation: email })),
    answer: dataAnswer(
      'What was erased, and what is kept and why.',
      object({
        email,
        sources: list(object({ id: text, title: text, erased: { type: 'integer' }, kept: list(open) })),
        notAsked: list(text),
      }),
    ),
  }),
];

/** What every workspace answers, whichever modules are on. */
export const workspaceOperations: readonly Operation[] = [
  ...settings,
  ...webhooks,
  ...notifications,
  ...counts,
];
