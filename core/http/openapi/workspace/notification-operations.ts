import { jsonSchema } from '../../../json-schema/json-schema.ts';
import { preferenceInput } from '../../../notifications/http/notification-api.ts';
import { dataAnswer, jsonAnswer } from '../answers.ts';
import { jsonBody, type Operation, recordId } from '../operation.ts';
import { inPath, list, object, text, uuid, when, workspaceOperation } from './pieces.ts';

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

/** What a person was told, and wants to be told. */
export const notificationsOperations: readonly Operation[] = [
  workspaceOperation({
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
  workspaceOperation({
    ...{ method: 'post', path: '/api/notifications/reading', operationId: 'readAllNotifications' },
    ...{ summary: 'Mark all messages as read', description: own, answer: done },
  }),
  workspaceOperation({
    ...{ method: 'post', path: '/api/notifications/{id}/reading', operationId: 'readNotification' },
    ...{ summary: 'Mark a message as read', description: own, parameters: [recordId], answer: done },
  }),
  workspaceOperation({
    ...{ method: 'delete', path: '/api/notifications/{id}/reading', operationId: 'unreadNotification' },
    ...{ summary: 'Mark a message as unread', description: own, parameters: [recordId], answer: done },
  }),
  workspaceOperation({
    ...{ method: 'get', path: '/api/notifications/preferences', operationId: 'listNotificationPreferences' },
    ...{ summary: 'List what you are told', description: own },
    answer: dataAnswer('Each kind of message, and the ways it reaches you.', preferences),
  }),
  workspaceOperation({
    ...{ method: 'put', path: '/api/notifications/preferences/{type}', operationId: 'chooseNotification' },
    ...{ summary: 'Choose whether you are told', description: own },
    parameters: [inPath('type', 'The kind of message, such as `crm.deal-assigned`.')],
    requestBody: jsonBody(jsonSchema(preferenceInput)),
    answer: dataAnswer('Your choices afterwards.', preferences),
  }),
];
