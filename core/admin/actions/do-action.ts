import type { ActionAnswer } from '../../actions/run/answer.ts';
import { runAction } from '../../actions/run/run-action.ts';
import { problemWords } from '../forms/build-form.ts';
import { readForm } from '../forms/read-form.ts';
import { resolveReferences } from '../forms/reference-choice.ts';
import { type Typed, textOf, typedFrom } from '../forms/typed.ts';
import { type WriteProblems, writeProblems } from '../forms/write-problems.ts';
import { goOn } from '../routes/answer-form.ts';
import { recordUrl, resourceUrl, safeReturn } from '../shell/addresses.ts';
import { leaveNotice } from '../shell/notice.ts';
import type { AskedForAction } from './asked-action.ts';
import { readingIn, renderActionForm } from './show-form.ts';

/** What was typed, checked and done; what is wrong stands beside its field with what was typed kept. */
export async function doAction(asked: AskedForAction): Promise<void> {
  const { fields, translate, request } = asked;
  const { typed, problems: lost } = await resolveReferences(asked, fields, typedFrom(request.body));
  const read = readForm(fields, typed, readingIn(asked, typed));
  const byField = problemWords(translate, read.problems, lost);
  if (Object.keys(byField).length > 0)
    return renderActionForm(asked, { typed, problems: { byField, general: null, status: 422 } });
  const answer = await tried(asked, typed, inputFrom(asked, read.input));
  if ('byField' in answer) return renderActionForm(asked, { typed, problems: answer });
  return answerWith(asked, typed, answer);
}

/** What was left empty is left out: an action may know what belongs there. */
function inputFrom({ record }: AskedForAction, input: Readonly<Record<string, unknown>>): object {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(given), ...(record && { id: record.id }) };
}

async function tried(
  { runtime, scope, action, fields }: AskedForAction,
  typed: Typed,
  input: object,
): Promise<ActionAnswer | WriteProblems> {
  const key = textOf(typed, 'key');
  const preview = textOf(typed, 'preview') === 'true';
  try {
    const idempotencyKey = preview || key === '' ? undefined : `palette-${key}`;
    return await runAction(runtime, scope, action.id, input, { preview, idempotencyKey });
  } catch (error) {
    const problems = writeProblems(error, fields);
    if (!problems) throw error;
    return problems;
  }
}

function answerWith(asked: AskedForAction, typed: Typed, answer: ActionAnswer): Promise<void> | void {
  const { request, response, scope, translate, action } = asked;
  if (answer.status === 'preview') return renderActionForm(asked, { typed, previewed: answer });
  if (answer.status === 'done' && action.effect === 'read')
    return renderActionForm(asked, { typed, result: answer.output });
  if (answer.status === 'approval')
    leaveNotice(response, translate('action.waits', { summary: answer.approval.summary }));
  else
    leaveNotice(
      response,
      translate('action.done', { label: action.title }),
      undoUrl(scope.workspace.slug, answer),
    );
  goOn(request, response, nextPage(asked, typed, answer));
}

function undoUrl(slug: string, { auditId, undoableUntil }: Extract<ActionAnswer, { status: 'done' }>) {
  return auditId !== null && undoableUntil !== null ? `/w/${slug}/audit/${auditId}/undoing` : null;
}

/** Back to where it was asked for; a removed record has no page any more, a new one has a page of its own. */
function nextPage({ scope, action, record }: AskedForAction, typed: Typed, answer: ActionAnswer): string {
  const { slug } = scope.workspace;
  const { resource, verb } = action;
  if (resource && verb === 'remove') return resourceUrl(slug, resource);
  const made = answer.status === 'done' ? (answer.output as { readonly id?: unknown } | null)?.id : undefined;
  if (resource && verb === 'create' && typeof made === 'string') return recordUrl(slug, resource, made);
  const back = safeReturn(textOf(typed, 'return'));
  return back ?? (resource && record ? recordUrl(slug, resource, record.id) : `/w/${slug}`);
}
