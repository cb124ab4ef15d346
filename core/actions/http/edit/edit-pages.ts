import { type RequestHandler, Router } from 'express';
import { previewModel } from '../../../admin/actions/preview-model.ts';
import { formFields } from '../../../admin/forms/form-fields.ts';
import type { FormModel } from '../../../admin/forms/form-model.ts';
import { type Typed, textOf, typedFrom } from '../../../admin/forms/typed.ts';
import type { WriteProblems } from '../../../admin/forms/write-problems.ts';
import { render } from '../../../admin/render.ts';
import { goOn } from '../../../admin/routes/answer-form.ts';
import { type Asked, page } from '../../../admin/routes/asked.ts';
import { leaveNotice } from '../../../admin/shell/notice.ts';
import { parameterOf } from '../../../http/locals.ts';
import type { Approval } from '../../approvals/approval.ts';
import { approve, previewDecision } from '../../approvals/decide.ts';
import { loadApproval } from '../../approvals/find-approval.ts';
import { seenHash } from '../../approvals/seen.ts';
import type { Preview } from '../../run/answer.ts';
import { approvalsUrl, mayDecide } from '../approvals-model.ts';
import { type ArgsForm, argsForm, readingOfArgs } from './args-form.ts';
import { argsProblems, type ReadArgs, readArgs } from './read-args.ts';

/** Other arguments for what waits, in the form that its action has; below `/w/:slug/settings/approvals/:id`. */
export function editPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/', page(open));
  router.post('/', page(send));
  return router;
}

interface Shown {
  readonly typed: Typed;
  readonly problems?: WriteProblems;
  /** What the arguments as they are typed would do. */
  readonly preview?: Preview;
}

async function open(asked: Asked): Promise<void> {
  const approval = await approvalIn(asked);
  if (!mayDecide(asked.scope, approval))
    return goOn(asked.request, asked.response, approvalsUrl(asked.scope));
  const form = await argsForm(asked, approval);
  await show(asked, approval, form, { typed: form.start });
}

function approvalIn({ runtime, scope, request }: Asked): Promise<Approval> {
  return loadApproval(runtime, scope, parameterOf(request, 'id'));
}

/** What is wrong stands beside its field, with all that was typed kept. */
async function send(asked: Asked): Promise<void> {
  const form = await argsForm(asked, await approvalIn(asked));
  const read = await readArgs(asked, form, typedFrom(asked.request.body));
  const { typed, problems } = read;
  const byField = Object.keys(problems).length > 0 ? problems : null;
  const outcome = byField ? { byField, general: null, status: 422 as const } : await tried(asked, form, read);
  if (outcome === 'done') return done(asked);
  const shown = 'byField' in outcome ? { typed, problems: outcome } : { typed, preview: outcome };
  await show(asked, await approvalIn(asked), form, shown);
}

async function tried(
  { runtime, scope, request }: Asked,
  form: ArgsForm,
  { typed, args }: ReadArgs,
): Promise<'done' | Preview | WriteProblems> {
  const id = parameterOf(request, 'id');
  try {
    if (textOf(typed, 'preview') === 'true') return await previewDecision(runtime, scope, id, args);
    await approve(runtime, scope, id, { seen: textOf(typed, 'seen'), args });
    return 'done';
  } catch (error) {
    const problems = argsProblems(error, form);
    if (!problems) throw error;
    return problems;
  }
}

function done({ request, response, scope, translate }: Asked): void {
  leaveNotice(response, translate('approvals.approved'));
  goOn(request, response, approvalsUrl(scope));
}

async function show(asked: Asked, approval: Approval, form: ArgsForm, shown: Shown): Promise<void> {
  const { request, response, translate } = asked;
  const { problems, preview } = shown;
  if (problems) response.status(problems.status);
  const title = form.action?.title ?? approval.action;
  await render(request, response, 'action/form', {
    title: translate('approvals.edit-title', { title }),
    description: translate('approvals.edit-lead', {
      name: approval.actor.name,
      summary: approval.preview.summary,
    }),
    form: await formModel(asked, approval, form, shown),
    preview: preview ? await previewModel(asked, preview) : null,
    needsApproval: false,
    result: null,
  });
}

async function formModel(
  asked: Asked,
  approval: Approval,
  { fields, rest, start, args }: ArgsForm,
  { typed, problems }: Shown,
): Promise<FormModel> {
  const { runtime, scope, translate } = asked;
  const byField = problems?.byField ?? {};
  const readingOf = readingOfArgs(asked, fields, typed, args);
  const terms = {
    runtime,
    scope,
    translate,
    resource: null,
    typed,
    was: start,
    problems: byField,
    theirs: {},
    readingOf,
  };
  const url = approvalsUrl(scope);
  return {
    action: `${url}/${approval.id}/edit`,
    submitWords: translate('approvals.approve-edited'),
    cancelUrl: `${url}#approval-${approval.id}`,
    sections: [{ title: null, fields: await formFields(terms, rest ? [...fields, rest] : fields) }],
    version: null,
    returnTo: null,
    problem: problems?.general ?? null,
    isConflict: problems?.status === 409,
    problemCount: Object.keys(byField).length,
    hidden: [{ name: 'seen', value: seenHash(approval) }],
    previewWords: translate('action.preview'),
  };
}
