import { type RequestHandler, Router } from 'express';
import { render } from '../../admin/render.ts';
import { goOn } from '../../admin/routes/answer-form.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { troubleOf } from '../../http/pages/form-trouble.ts';
import { approve } from '../approvals/decide.ts';
import { reject } from '../approvals/reject.ts';
import { approvalsModel, approvalsUrl, type ShownDecision } from './approvals-model.ts';
import { editPages } from './edit/edit-pages.ts';

/** What waits for somebody's approval, and what became of the rest; below `/w/:slug`. */
export function approvalPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get(
    '/settings/approvals',
    page((asked) => show(asked)),
  );
  router.use('/settings/approvals/:id/edit', editPages());
  router.post('/settings/approvals/:id/approval', page(approveOne));
  router.post('/settings/approvals/:id/rejection', page(rejectOne));
  return router;
}

async function show(asked: Asked, decision?: ShownDecision): Promise<void> {
  const { request, response } = asked;
  if (decision) response.status(decision.trouble.status);
  await render(request, response, 'settings/approvals', await approvalsModel(asked, decision));
}

async function approveOne(asked: Asked): Promise<void> {
  const { runtime, scope, request } = asked;
  const id = parameterOf(request, 'id');
  const trouble = await troubleOf(() => approve(runtime, scope, id, { seen: textOf(request, 'seen') }));
  if (!trouble) return decided(asked, 'approvals.approved');
  await show(asked, { id, reason: '', trouble });
}

async function rejectOne(asked: Asked): Promise<void> {
  const { runtime, scope, request } = asked;
  const id = parameterOf(request, 'id');
  const reason = textOf(request, 'reason');
  const trouble = await troubleOf(() => reject(runtime, scope, id, { reason }));
  if (!trouble) return decided(asked, 'approvals.rejected');
  await show(asked, { id, reason, trouble });
}

function decided({ request, response, scope, translate }: Asked, words: string): void {
  leaveNotice(response, translate(words));
  goOn(request, response, approvalsUrl(scope));
}
