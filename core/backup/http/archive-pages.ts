import { type RequestHandler, Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { render } from '../../admin/render.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { actorText } from '../../events/event-row.ts';
import { textsOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { type Trouble, troubleOf } from '../../http/pages/form-trouble.ts';
import { receiveUpload } from '../../http/receive-upload.ts';
import { unmute } from '../../muting/muting.ts';
import { archivePermission } from '../archive-permission.ts';
import { workspaceArchives } from '../stored-archives.ts';
import { askTask } from '../tasks/ask-task.ts';
import { askReturn } from '../workspace/ask-return.ts';
import { takeArchive } from '../workspace/take-archive.ts';
import { archiveModel } from './archive-model.ts';
import { sendArchive } from './send-archive.ts';

/** The whole workspace as a file, out and back in, for its owner; below `/w/:slug`. */
export function archivePages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  const base = '/settings/archive';
  router.get(base, allowed(show));
  router.post(`${base}/exports`, allowed(exportNow));
  router.post(`${base}/uploads`, allowed(upload));
  router.post(`${base}/returns`, allowed(putBack));
  router.post(`${base}/unmuting`, allowed(speakAgain));
  router.get(`${base}/files/:name`, allowed(download));
  return router;
}

function allowed(handle: (asked: Asked) => Promise<void>): RequestHandler {
  return page(async (asked) => {
    authorise(viewerOf(asked.runtime, asked.scope), archivePermission);
    await handle(asked);
  });
}

async function show(
  { runtime, scope, translate, request, response }: Asked,
  given: { readonly chosen?: string; readonly trouble?: Trouble } = {},
): Promise<void> {
  response.status(given.trouble?.status ?? 200);
  await render(
    request,
    response,
    'settings/archive',
    await archiveModel(runtime, scope.workspace, translate, given),
  );
}

function back({ scope, response }: Asked, notice: string): void {
  leaveNotice(response, notice);
  goTo(response, `/w/${scope.workspace.slug}/settings/archive`);
}

async function exportNow(asked: Asked): Promise<void> {
  const { runtime, scope, translate } = asked;
  const askedBy = actorText(scope.actor);
  const trouble = await troubleOf(() =>
    askTask(runtime, { kind: 'export', about: scope.workspace.id, askedBy }),
  );
  back(asked, trouble?.notice ?? translate('archive.asked'));
}

async function upload(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request } = asked;
  const trouble = await troubleOf(() =>
    receiveUpload(request, ({ content }) => takeArchive(runtime, scope.workspace.id, content)),
  );
  if (trouble) return show(asked, { trouble });
  back(asked, translate('archive.uploaded'));
}

async function putBack(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request } = asked;
  const { file, confirmation } = textsOf(request, 'file', 'confirmation');
  const askedBy = actorText(scope.actor);
  const trouble = await troubleOf(() => askReturn(runtime, scope.workspace, { file, confirmation, askedBy }));
  if (trouble) return show(asked, { trouble, chosen: file });
  back(asked, translate('archive.return-asked'));
}

async function speakAgain(asked: Asked): Promise<void> {
  const { runtime, scope, translate } = asked;
  await unmute(runtime, scope.workspace.id);
  back(asked, translate('muting.ended'));
}

async function download({ runtime, scope, request, response }: Asked): Promise<void> {
  const file = parameterOf(request, 'name');
  scope.log.info({ file }, 'The archive of a workspace is downloaded.');
  await sendArchive(response, workspaceArchives(runtime.config, scope.workspace.id), file);
}
