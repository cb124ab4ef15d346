import { dataAnswer } from '../answers.ts';
import { jsonBody, type Operation } from '../operation.ts';
import { inPath, list, object, open, text, workspaceOperation } from './pieces.ts';

const group = object({
  ...{ id: text, title: text, description: { type: ['string', 'null'] } },
  scope: { enum: ['instance', 'workspace', 'user'] },
  values: { ...open, description: 'Each open field with what holds now.' },
  secrets: { ...open, description: 'Of each secret only whether it is set, and since when.' },
});
const groupId = inPath('id', 'The id of the group, such as `mail.sending`.');

/** Groups of settings. */
export const settingsOperations: readonly Operation[] = [
  workspaceOperation({
    ...{
      method: 'get',
      path: '/api/settings',
      operationId: 'listSettings',
      summary: 'List groups of settings',
    },
    description: 'Those that you may change.',
    answer: dataAnswer('The groups.', list(object({ id: text, plugin: text, title: text, scope: text }))),
  }),
  workspaceOperation({
    ...{
      method: 'get',
      path: '/api/settings/{id}',
      operationId: 'getSettings',
      summary: 'Get a group of settings',
    },
    parameters: [groupId],
    answer: dataAnswer('The group, without its secrets.', group),
  }),
  workspaceOperation({
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
