import { Router } from 'express';
import { findAction } from '../../actions/catalogue/action-catalogue.ts';
import { noteRefusal } from '../../actions/run/note-refusal.ts';
import { undoAction } from '../../actions/undo/undo-action.ts';
import { parameterOf } from '../../http/locals.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { type AskedForAction, askedForAction, byPalette } from '../actions/asked-action.ts';
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
    page(async (asked) => doAction(await notingRefusal(asked))),
  );
  router.post('/audit/:audit/undoing', page(undo));
  return router;
}

/** Whoever sends a form for what they may not do tried to do it, and that is kept. */
async function notingRefusal(asked: Asked): Promise<AskedForAction> {
  try {
    return await askedForAction(asked);
  } catch (error) {
    if (error instanceof NotAllowed) {
      const { runtime, scope, request } = asked;
      const { id } = findAction(runtime, parameterOf(request, 'action'));
      await noteRefusal(runtime, byPalette(scope), id, request.body, error);
    }
    throw error;
  }
}

async function undo({ runtime, scope, translate, request, response }: Asked): Promise<void> {
  await undoAction(runtime, byPalette(scope), parameterOf(request, 'audit'));
  leaveNotice(response, translate('action.undone'));
  goOn(request, response, cameFrom(request.headers.referer) ?? `/w/${scope.workspace.slug}`);
}

function cameFrom(referer: string | undefined): string | null {
  return referer !== undefined && URL.canParse(referer) ? safeReturn(new URL(referer).pathname) : null;
}
