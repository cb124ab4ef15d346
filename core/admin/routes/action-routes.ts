import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { parameter } from '../../http/resources/resource-request.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import { actionOf } from '../../resources/write/noun-action.ts';
import { performAction } from '../../resources/write/perform-action.ts';
import { suggestInput } from '../../resources/write/suggest-input.ts';
import type { Fields, ResourceAction } from '../../sdk/index.ts';
import { actionFields } from '../actions/action-fields.ts';
import { resourceHead } from '../fields/resource-head.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { titleOf } from '../fields/title.ts';
import { problemWords } from '../forms/build-form.ts';
import { readingFor } from '../forms/currency-of.ts';
import { formFields } from '../forms/form-fields.ts';
import type { FormModel } from '../forms/form-model.ts';
import { onceField, onceKey } from '../forms/once.ts';
import { readForm } from '../forms/read-form.ts';
import { startingTexts, suggestedTexts } from '../forms/record-text.ts';
import { resolveReferences } from '../forms/reference-choice.ts';
import { type Typed, textOf, typedFrom, typedFromQuery } from '../forms/typed.ts';
import { type WriteProblems, writeProblems } from '../forms/write-problems.ts';
import { render } from '../render.ts';
import { recordUrl, safeReturn } from '../shell/addresses.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type AskedOfRecord, formBody, recordPage } from './record-asked.ts';

/** What a resource can do besides being changed: each noun asks for its input and is done. */
export function actionRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/:id/:noun', recordPage(showAction));
  router.post('/:plugin/:path/:id/:noun', formBody(), recordPage(act));
  return router;
}

function actionAsked({ resource, request }: AskedOfRecord): ResourceAction<Fields> {
  return actionOf(resource, parameter(request, 'noun'));
}

async function showAction(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, region, query, request, id } = asked;
  const action = actionAsked(asked);
  const record = await getRecord(runtime, scope, resource, id);
  authorise(viewerOf(runtime, scope), action.access, record);
  const fields = actionFields(action);
  const suggested = await suggestInput(runtime, scope, resource, parameter(request, 'noun'), id);
  const readingOf = readingFor({ fields: action.form ?? {} }, region, scope.workspace.currency, {
    record: { ...record, ...suggested },
  });
  const given = { ...suggestedTexts(fields, suggested, readingOf), ...typedFromQuery(query) };
  await renderAction(asked, fields, startingTexts(fields, given, readingOf), null);
}

async function act(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, region, translate, request, id } = asked;
  const action = actionAsked(asked);
  const fields = actionFields(action);
  const { typed, problems: lost } = await resolveReferences(asked, fields, typedFrom(request.body));
  const read = readForm(
    fields,
    typed,
    readingFor({ fields: action.form ?? {} }, region, scope.workspace.currency, { typed }),
  );
  const byField = problemWords(translate, read.problems, lost);
  if (Object.keys(byField).length > 0) {
    return renderAction(asked, fields, typed, { byField, general: null, status: 422 });
  }
  try {
    const noun = parameter(request, 'noun');
    const idempotencyKey = onceKey(typed, `${resource.id}.${noun}`, { ...read.input, id });
    await performAction(runtime, scope, resource, noun, id, read.input, { idempotencyKey });
  } catch (error) {
    const problems = writeProblems(error, fields);
    if (!problems) throw error;
    return renderAction(asked, fields, typed, problems);
  }
  done(asked, action, textOf(typed, 'return'));
}

function done(
  { request, response, scope, resource, id, translate }: AskedOfRecord,
  { label }: ResourceAction<Fields>,
  returnTo: string,
) {
  leaveNotice(response, translate('action.done', { label }));
  goOn(request, response, safeReturn(returnTo) ?? recordUrl(scope.workspace.slug, resource, id));
}

async function renderAction(
  asked: AskedOfRecord,
  fields: readonly ScreenField[],
  typed: Typed,
  problems: WriteProblems | null,
): Promise<void> {
  const { runtime, scope, resource, region, translate, request, response, id } = asked;
  const action = actionAsked(asked);
  const record = await getRecord(runtime, scope, resource, id);
  const url = recordUrl(scope.workspace.slug, resource, id);
  const readingOf = readingFor({ fields: action.form ?? {} }, region, scope.workspace.currency, {
    typed,
    record,
  });
  const problemsByField = problems?.byField ?? {};
  const terms = {
    runtime,
    scope,
    translate,
    resource: null,
    typed,
    was: {},
    problems: problemsByField,
    theirs: {},
    readingOf,
  };
  const form: FormModel = {
    action: `${url}/${parameter(request, 'noun')}`,
    submitWords: action.label,
    cancelUrl: url,
    sections: [{ title: null, fields: await formFields(terms, fields) }],
    version: null,
    returnTo: safeReturn(textOf(typed, 'return')),
    problem: problems?.general ?? null,
    isConflict: false,
    problemCount: Object.keys(problemsByField).length,
    hidden: [onceField(typed)],
  };
  if (problems) response.status(problems.status);
  const title = titleOf(resource, record);
  const head = resourceHead(runtime, scope, resource);
  const model = {
    resource: head,
    form,
    title: `${action.label}: ${title}`,
    barTitle: action.label,
    crumbUrl: url,
    crumb: title,
  };
  await render(request, response, 'resource/form', model);
}
