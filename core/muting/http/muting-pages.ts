import { type Request, type RequestHandler, type Response, Router } from 'express';
import { render } from '../../admin/render.ts';
import { screensOf } from '../../admin/screens.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textOf } from '../../http/form-body.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { auditActorOf } from '../../lifecycle/audit-actor.ts';
import { listWorkspaces } from '../../workspaces/list-workspaces.ts';
import { readMutings, unmute } from '../muting.ts';

/** What is muted and why, and the confirmation that it may speak again, for the instance's admin. */
export function mutingPages(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get('/admin/muting', show);
  router.post('/admin/muting/end', end);
  return router;
}

async function show(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const [mutings, workspaces] = await Promise.all([readMutings(runtime), listWorkspaces(runtime)]);
  const names = new Map(workspaces.map(({ id, name }) => [id, name]));
  await render(request, response, 'admin/muting', {
    title: translate('muting.title'),
    mutings: mutings.map(({ workspaceId, reason, mutedAt }) => ({
      what: workspaceId === null ? translate('muting.instance') : (names.get(workspaceId) ?? workspaceId),
      ...{ value: workspaceId ?? 'instance', isInstance: workspaceId === null, reason, mutedAt },
    })),
  });
}

async function end(request: Request, response: Response): Promise<void> {
  const by = auditActorOf(instanceAdminOf(response));
  const { runtime, translate } = screensOf(request);
  const what = textOf(request, 'what');
  const known = (await readMutings(runtime)).find(({ workspaceId }) => (workspaceId ?? 'instance') === what);
  if (known) await unmute(runtime, known.workspaceId, by);
  leaveNotice(response, translate('muting.ended'));
  goTo(response, '/admin/muting');
}
