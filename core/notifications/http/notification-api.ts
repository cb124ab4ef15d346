import { type RequestHandler, Router } from 'express';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import type { Runtime } from '../../runtime.ts';
import { markNotifications, readInbox, unreadCount } from '../inbox.ts';
import { placeOf, uuidOf } from '../inbox-input.ts';

/** A signed-in person's own messages, below `/api/notifications`. */
export function notificationApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });

  router.get('/notifications', async (request, response) => {
    const scope = scopeOf(response);
    const before = placeOf(queryOf(request).get('before'));
    const { notifications, next } = await readInbox(runtime, scope, { before });
    const unread = await unreadCount(runtime, scope);
    answerJson(response, 200, JSON.stringify({ data: notifications, page: { next }, unread }));
  });

  router.post('/notifications/reading', async (_request, response) => {
    await markNotifications(runtime, scopeOf(response), 'all', true);
    answerJson(response, 200, '{"data":null}');
  });

  router.post('/notifications/:id/reading', async (request, response) => {
    const id = uuidOf(parameterOf(request, 'id'));
    await markNotifications(runtime, scopeOf(response), { id }, true);
    answerJson(response, 200, '{"data":null}');
  });
  return router;
}
