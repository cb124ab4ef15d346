import { Router } from 'express';
import { getRecord } from '../../resources/read/get-record.ts';
import { bulkWrite } from '../../resources/write/bulk-write.ts';
import { removeRecord, restoreRecord } from '../../resources/write/remove-record.ts';
import { titleOf } from '../fields/title.ts';
import { textOf, textsOf, typedFrom } from '../forms/typed.ts';
import { recordUrl, resourceUrl, safeReturn } from '../shell/addresses.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type AskedOfResource, resourcePage } from './asked.ts';
import { type AskedOfRecord, formBody, recordPage } from './record-asked.ts';

/** Into the trash and back, one by one or several at once. */
export function trashRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.post('/:plugin/:path/bulk-removal', formBody(), resourcePage(bulk('remove')));
  router.post('/:plugin/:path/bulk-restoration', formBody(), resourcePage(bulk('restore')));
  router.post('/:plugin/:path/:id/removal', formBody(), recordPage(remove));
  router.post('/:plugin/:path/:id/restoration', formBody(), recordPage(restore));
  return router;
}

async function remove({
  runtime,
  scope,
  resource,
  id,
  request,
  response,
  translate,
}: AskedOfRecord): Promise<void> {
  const record = await getRecord(runtime, scope, resource, id);
  await removeRecord(runtime, scope, resource, id);
  const undo = `${recordUrl(scope.workspace.slug, resource, id)}/restoration`;
  leaveNotice(response, translate('trash.removed', { title: titleOf(resource, record) }), undo);
  goOn(request, response, returnFrom(request.body) ?? resourceUrl(scope.workspace.slug, resource));
}

async function restore({
  runtime,
  scope,
  resource,
  id,
  request,
  response,
  translate,
}: AskedOfRecord): Promise<void> {
  const record = await restoreRecord(runtime, scope, resource, id);
  leaveNotice(response, translate('trash.restored', { title: titleOf(resource, record) }));
  goOn(request, response, returnFrom(request.body) ?? recordUrl(scope.workspace.slug, resource, id));
}

const mostAtOnce = 200;

function bulk(kind: 'remove' | 'restore') {
  return async ({
    runtime,
    scope,
    resource,
    request,
    response,
    translate,
  }: AskedOfResource): Promise<void> => {
    const ids = [...new Set(textsOf(typedFrom(request.body), 'id'))];
    for (let start = 0; start < ids.length; start += mostAtOnce) {
      await bulkWrite(runtime, scope, resource, { [kind]: ids.slice(start, start + mostAtOnce) });
    }
    if (ids.length > 0) leaveNotice(response, translate(`trash.bulk-${kind}`, { count: ids.length }));
    goOn(request, response, returnFrom(request.body) ?? resourceUrl(scope.workspace.slug, resource));
  };
}

function returnFrom(body: unknown): string | null {
  return safeReturn(textOf(typedFrom(body), 'return'));
}
