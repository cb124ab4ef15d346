import { type RequestHandler, Router } from 'express';
import { render } from '../../admin/render.ts';
import { goOn } from '../../admin/routes/answer-form.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { uuidOf } from '../../http/uuid-of.ts';
import { channels } from '../channels.ts';
import { markNotifications, type Notification, readInbox, readNotification } from '../inbox.ts';
import { placeOf } from '../inbox-input.ts';
import { choosePreference, readPreferences } from '../preferences.ts';
import { bellOf, inboxUrl } from './bell.ts';
import { readerOf } from './reader.ts';

/** What a person was told in a workspace, and what they want to be told; below `/w/:slug`. */
export function notificationPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/notifications', page(showInbox));
  router.get('/notifications/bell', page(showBell));
  router.get('/notifications/preferences', page(showPreferences));
  router.post('/notifications/preferences', page(savePreference));
  router.post('/notifications/reading', page(readAll));
  router.post('/notifications/:id/opening', page(open));
  router.post('/notifications/:id/reading', page(mark(true)));
  router.post('/notifications/:id/unreading', page(mark(false)));
  return router;
}

async function showInbox(asked: Asked): Promise<void> {
  const { scope, translate, request, response, query } = asked;
  const reader = readerOf(request, response);
  const isUnreadOnly = query.get('unread') === 'true';
  const before = placeOf(query.get('before'));
  const { notifications, next } = await readInbox(reader, scope, { before, isUnreadOnly });
  const base = inboxUrl(scope);
  const older = new URLSearchParams({ ...(isUnreadOnly && { unread: 'true' }), before: next ?? '' });
  await render(request, response, 'notifications/inbox', {
    title: translate('inbox.title'),
    userId: scope.actor.userId,
    liveUrl: request.originalUrl,
    readAllAction: notifications.some(({ readAt }) => readAt === null) ? `${base}/reading` : null,
    preferencesUrl: `${base}/preferences`,
    notifications: notifications.map((one) => lineOf(base, one)),
    isUnreadOnly,
    ...{ allUrl: base, unreadUrl: `${base}?unread=true` },
    olderUrl: next ? `${base}?${older}` : null,
    newestUrl: before ? (isUnreadOnly ? `${base}?unread=true` : base) : null,
  });
}

function lineOf(base: string, { address, ...one }: Notification) {
  return {
    ...one,
    openAction: address ? `${base}/${one.id}/opening` : null,
    markAction: `${base}/${one.id}/${one.readAt ? 'unreading' : 'reading'}`,
  };
}

async function showBell({ runtime, scope, request, response }: Asked): Promise<void> {
  await render(request, response, 'notifications/bell', { bell: await bellOf(runtime, scope) });
}

async function readAll(asked: Asked): Promise<void> {
  await markNotifications(asked.runtime, asked.scope, 'all', true);
  goOn(asked.request, asked.response, inboxUrl(asked.scope));
}

function mark(isRead: boolean) {
  return async ({ runtime, scope, request, response }: Asked): Promise<void> => {
    await markNotifications(runtime, scope, { id: uuidOf(parameterOf(request, 'id')) }, isRead);
    goOn(request, response, inboxUrl(scope));
  };
}

/** Opening is reading; where it leads is asked of the message itself. */
async function open({ runtime, scope, request, response }: Asked): Promise<void> {
  const id = uuidOf(parameterOf(request, 'id'));
  await markNotifications(runtime, scope, { id }, true);
  const address = (await readNotification(readerOf(request, response), scope, id))?.address;
  goOn(request, response, address ? `/w/${scope.workspace.slug}${address}` : inboxUrl(scope));
}

async function showPreferences({ scope, translate, request, response }: Asked): Promise<void> {
  const preferences = await readPreferences(readerOf(request, response), scope);
  const base = inboxUrl(scope);
  await render(request, response, 'notifications/preferences', {
    title: translate('inbox.preferences'),
    inboxUrl: base,
    action: `${base}/preferences`,
    preferences: preferences.map((one) => ({
      ...one,
      channels: one.channels.map(({ channel, isOn }) => ({
        ...{ channel, isOn },
        label: translate(`inbox.channel.${channel}`),
      })),
    })),
  });
}

async function savePreference({ runtime, scope, translate, request, response }: Asked): Promise<void> {
  const channel = channels.find((one) => one === textOf(request, 'channel')) ?? 'inApp';
  const isOn = textOf(request, 'isOn') === 'true';
  await choosePreference(runtime, scope, { type: textOf(request, 'type'), channel, isOn });
  leaveNotice(response, translate('inbox.preference-saved'));
  goOn(request, response, `${inboxUrl(scope)}/preferences`);
}
