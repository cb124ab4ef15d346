import { type RequestHandler, Router } from 'express';
import { render } from '../../admin/render.ts';
import { goOn } from '../../admin/routes/answer-form.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { troubleOf } from '../../http/pages/form-trouble.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { approve, previewDecision } from '../approvals/decide.ts';
import { reject } from '../approvals/reject.ts';
import type { Preview } from '../run/answer.ts';
import { approvalsModel, approvalsUrl, type ShownDecision } from './approvals-model.ts';

/** What waits for somebody's approval, and what became of the rest; below `/w/:slug`. */
export function approvalPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get(
    '/settings/approvals',
    page((asked) => show(asked)),
  );
  router.post('/settings/approvals/:id/approval', page(approveOne));
  router.post('/settings/approvals/:id/rejection', page(rejectOne));
  return router;
}

async function show(asked: Asked, decision?: ShownDecision): Promise<void> {
  const { request, response } = asked;
  if (decision?.trouble) response.status(decision.trouble.status);
  await render(request, response, 'settings/approvals', await approvalsModel(asked, decision));
}

/** With the arguments as they are, or as they were edited; an edit may be looked at first. */
async function approveOne(asked: Asked): Promise<void> {
  const { runtime, scope, request } = asked;
  const id = parameterOf(request, 'id');
  const args = textOf(request, 'args');
  const isEdited = textOf(request, 'how') !== 'as-asked';
  let preview: Preview | undefined;
  const trouble = await troubleOf(async () => {
    const edited = isEdited ? { args: argsFrom(args) } : {};
    if (textOf(request, 'how') === 'preview')
      preview = await previewDecision(runtime, scope, id, edited.args);
    else await approve(runtime, scope, id, { seen: textOf(request, 'seen'), ...edited });
  });
  if (!trouble && !preview) return decided(asked, 'approvals.approved');
  await show(asked, { id, args: isEdited ? args : null, reason: '', trouble, preview: preview ?? null });
}

async function rejectOne(asked: Asked): Promise<void> {
  const { runtime, scope, request } = asked;
  const id = parameterOf(request, 'id');
  const reason = textOf(request, 'reason');
  const trouble = await troubleOf(() => reject(runtime, scope, id, { reason }));
  if (!trouble) return decided(asked, 'approvals.rejected');
  await show(asked, { id, args: null, reason, trouble, preview: null });
}

function decided({ request, response, scope, translate }: Asked, words: string): void {
  leaveNotice(response, translate(words));
  goOn(request, response, approvalsUrl(scope));
}

function argsFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInput([{ path: ['args'], message: `This is no JSON: ${(error as Error).message}` }]);
  }
}
