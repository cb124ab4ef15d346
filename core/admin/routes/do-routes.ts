import { Router } from 'express';
import { undoAction } from '../../actions/undo/undo-action.ts';
import { parameterOf } from '../../http/locals.ts';
import { askedForAction } from '../actions/asked-action.ts';
import { doAction } from '../actions/do-action.ts';
import { showActionForm } from '../actions/show-form.ts';
import { safeReturn } from '../shell/addresses.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type Asked, page } from './asked.ts';
import { formBody } from './record-asked.ts';

/** The palette's door to actions: a form made from the schema, a preview, the deed, and the way back. */
export function doRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get(
    '/actions/:action',
    page(async (asked) => showActionForm(await askedForAction(asked))),
  );
  router.post(
    '/actions/:action',
    formBody(),
    page(async (asked) => doAction(await askedForAction(asked))),
  );
  router.post('/audit/:audit/undoing', page(undo));
  return router;
}

async function undo({ runtime, scope, translate, request, response }: Asked): Promise<void> {
  const door = { requestId: null, ...scope.origin, door: 'palette' as const };
  await undoAction(runtime, { ...scope, origin: door }, parameterOf(request, 'audit'));
  leaveNotice(response, translate('action.undone'));
  goOn(request, response, cameFrom(request.headers.referer) ?? `/w/${scope.workspace.slug}`);
}

function cameFrom(referer: string | undefined): string | null {
  return referer !== undefined && URL.canParse(referer) ? safeReturn(new URL(referer).pathname) : null;
}
