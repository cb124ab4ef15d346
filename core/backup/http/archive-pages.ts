import type { Readable } from 'node:stream';
import { type RequestHandler, Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { render } from '../../admin/render.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { actorText } from '../../events/event-row.ts';
import { textOf, textsOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { type Trouble, troubleOf } from '../../http/pages/form-trouble.ts';
import { receiveUpload } from '../../http/receive-upload.ts';
import { unmute } from '../../muting/muting.ts';
import { archivePermission } from '../archive-permission.ts';
import { noteArchive } from '../note-archive.ts';
import { ownKeys } from '../own-keys.ts';
import { presentArchive, workspaceArchives } from '../stored-archives.ts';
import { askExport } from '../workspace/ask-export.ts';
import { askReturn } from '../workspace/ask-return.ts';
import { removeArchive } from '../workspace/remove-archive.ts';
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
  router.post(`${base}/removals`, allowed(remove));
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
  const trouble = await troubleOf(async () => {
    await askExport(runtime, scope.workspace.id, askedBy);
    await noteArchive(runtime, scope, 'export');
  });
  back(asked, trouble?.notice ?? translate('archive.asked'));
}

async function upload(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request } = asked;
  const trouble = await troubleOf(async () => {
    const take = ({ content }: { content: Readable }) => takeArchive(runtime, scope.workspace.id, content);
    await noteArchive(runtime, scope, 'upload', await receiveUpload(request, take));
  });
  if (trouble) return show(asked, { trouble });
  back(asked, translate('archive.uploaded'));
}

async function putBack(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request } = asked;
  const { file, confirmation } = textsOf(request, 'file', 'confirmation');
  const askedBy = actorText(scope.actor);
  const trouble = await troubleOf(async () => {
    await askReturn(runtime, scope.workspace, { file, confirmation, askedBy });
    await noteArchive(runtime, scope, 'return', file);
  });
  if (trouble) return show(asked, { trouble, chosen: file });
  back(asked, translate('archive.return-asked'));
}

async function remove(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request } = asked;
  const file = textOf(request, 'file');
  const trouble = await troubleOf(async () => {
    await removeArchive(runtime, scope.workspace.id, file);
    await noteArchive(runtime, scope, 'remove', file);
  });
  back(asked, trouble?.notice ?? translate('archive.removed', { file }));
}

async function speakAgain(asked: Asked): Promise<void> {
  const { runtime, scope, translate } = asked;
  const { userId, name } = scope.actor;
  if (await unmute(runtime, scope.workspace.id, { userId, name }))
    await noteArchive(runtime, scope, 'unmute');
  back(asked, translate('muting.ended'));
}

async function download({ runtime, scope, request, response }: Asked): Promise<void> {
  const file = parameterOf(request, 'name');
  const { id } = scope.workspace;
  const folder = workspaceArchives(runtime.config, id);
  await presentArchive(folder, file);
  await noteArchive(runtime, scope, 'download', file);
  await sendArchive(response, folder, file, await ownKeys(runtime, id));
}
