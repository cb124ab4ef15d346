import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { uuidOf } from '../../http/uuid-of.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { channels } from '../channels.ts';
import { markNotifications, readInbox, unreadCount } from '../inbox.ts';
import { placeOf } from '../inbox-input.ts';
import { choosePreference, readPreferences } from '../preferences.ts';
import { readerOf } from './reader.ts';

export const preferenceInput = z.strictObject({
  channel: z.enum(channels, 'Choose a channel there is.').default('inApp'),
  isOn: z.boolean('Say true or false.'),
});

/** A signed-in person's own messages, below `/api/notifications`. */
export function notificationApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });

  router.get('/notifications', async (request, response) => {
    const scope = scopeOf(response);
    const query = queryOf(request);
    const question = { before: placeOf(query.get('before')), isUnreadOnly: query.get('unread') === 'true' };
    const { notifications, next } = await readInbox(readerOf(request, response), scope, question);
    const unread = await unreadCount(runtime, scope);
    answerJson(response, 200, JSON.stringify({ data: notifications, page: { next }, unread }));
  });

  router.get('/notifications/preferences', async (request, response) => {
    await answerPreferences(request, response);
  });

  router.put('/notifications/preferences/:type', async (request, response) => {
    const { channel, isOn } = parseInput(preferenceInput, request.body ?? {});
    await choosePreference(runtime, scopeOf(response), { type: parameterOf(request, 'type'), channel, isOn });
    await answerPreferences(request, response);
  });

  router.post('/notifications/reading', async (_request, response) => {
    await markNotifications(runtime, scopeOf(response), 'all', true);
    answerJson(response, 200, '{"data":null}');
  });

  router.post('/notifications/:id/reading', (request, response) => mark(request, response, true));
  router.delete('/notifications/:id/reading', (request, response) => mark(request, response, false));
  return router;

  async function mark(request: Request, response: Response, isRead: boolean): Promise<void> {
    const id = uuidOf(parameterOf(request, 'id'));
    await markNotifications(runtime, scopeOf(response), { id }, isRead);
    answerJson(response, 200, '{"data":null}');
  }

  async function answerPreferences(request: Request, response: Response): Promise<void> {
    const preferences = await readPreferences(readerOf(request, response), scopeOf(response));
    answerJson(response, 200, JSON.stringify({ data: preferences }));
  }
}
