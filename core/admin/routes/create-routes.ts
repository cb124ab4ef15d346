import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { createRecord } from '../../resources/write/create-record.ts';
import { resourceHead } from '../fields/resource-head.ts';
import { titleOf } from '../fields/title.ts';
import { buildSections, type FormState, problemWords } from '../forms/build-form.ts';
import { readingFor } from '../forms/currency-of.ts';
import { fieldsOf, formLayout, type LaidOutSection } from '../forms/form-layout.ts';
import type { FormModel } from '../forms/form-model.ts';
import { onceField, onceKey } from '../forms/once.ts';
import { type ReadForm, readForm } from '../forms/read-form.ts';
import { startingTexts } from '../forms/record-text.ts';
import { resolveReferences } from '../forms/reference-choice.ts';
import { type Typed, textOf, typedFrom, typedFromQuery } from '../forms/typed.ts';
import { type WriteProblems, writeProblems } from '../forms/write-problems.ts';
import { render } from '../render.ts';
import { recordUrl, resourceUrl, safeReturn, withParameters } from '../shell/addresses.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type AskedOfResource, resourcePage } from './asked.ts';
import { formBody } from './record-asked.ts';

/** Creating a record. */
export function createRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/new', resourcePage(showForm));
  router.post('/:plugin/:path/new', formBody(), resourcePage(create));
  return router;
}

async function showForm(asked: AskedOfResource): Promise<void> {
  const { runtime, scope, resource, query } = asked;
  authorise(viewerOf(runtime, scope), resource.options.access.create);
  const sections = await layoutOf(asked);
  const readingOf = readingFor(resource, asked.region, scope.workspace.currency, {});
  const typed = startingTexts(fieldsOf(sections), typedFromQuery(query), readingOf);
  await renderForm(asked, sections, { typed, returnTo: query.get('return'), problems: null });
}

async function create(asked: AskedOfResource): Promise<void> {
  const { runtime, scope, resource, region, translate, request } = asked;
  const sections = await layoutOf(asked);
  const fields = fieldsOf(sections);
  const { typed, problems: lost } = await resolveReferences(asked, fields, typedFrom(request.body));
  const read = readForm(fields, typed, readingFor(resource, region, scope.workspace.currency, { typed }));
  const byField = problemWords(translate, read.problems, lost);
  const returnTo = safeReturn(textOf(typed, 'return'));
  if (Object.keys(byField).length > 0) {
    return renderForm(asked, sections, {
      typed,
      returnTo,
      problems: { byField, general: null, status: 422 },
    });
  }
  try {
    const input = withoutBlanks(read.input);
    const idempotencyKey = onceKey(typed, `${resource.id}.create`, input);
    done(asked, await createRecord(runtime, scope, resource, input, { idempotencyKey }), returnTo);
  } catch (error) {
    const problems = writeProblems(error, fields);
    if (!problems) throw error;
    await renderForm(asked, sections, { typed, returnTo, problems });
  }
}

/** What was left empty is left out: a resource may know what belongs there. */
function withoutBlanks(input: ReadForm['input']): ReadForm['input'] {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

async function layoutOf({ runtime, scope, resource }: AskedOfResource): Promise<LaidOutSection[]> {
  return formLayout(resource, await customFieldsOf(runtime, scope.workspace.id, resource.id), 'create');
}

function done(
  { request, response, scope, resource, translate }: AskedOfResource,
  record: RecordJson,
  returnTo: string | null,
) {
  const title = titleOf(resource, record);
  leaveNotice(response, translate('form.created', { title }));
  goOn(request, response, returnTo ?? recordUrl(scope.workspace.slug, resource, record.id));
}

interface Shown {
  readonly typed: Typed;
  readonly returnTo: string | null;
  readonly problems: WriteProblems | null;
}

async function renderForm(
  asked: AskedOfResource,
  sections: readonly LaidOutSection[],
  shown: Shown,
): Promise<void> {
  const { runtime, scope, resource, translate, request, response } = asked;
  const { typed, problems } = shown;
  const head = resourceHead(runtime, scope, resource);
  const returnTo = safeReturn(shown.returnTo);
  const state: FormState = { typed, was: {}, problems: problems?.byField ?? {}, theirs: {}, record: null };
  const form: FormModel = {
    action: withParameters(`${head.url}/new`, {}),
    submitWords: translate('form.create', { one: head.oneInline }),
    cancelUrl: returnTo ?? resourceUrl(scope.workspace.slug, resource),
    sections: await buildSections(asked, sections, state),
    version: null,
    returnTo,
    problem: problems?.general ?? null,
    isConflict: false,
    problemCount: Object.keys(problems?.byField ?? {}).length,
    hidden: [onceField(typed)],
  };
  if (problems) response.status(problems.status);
  const title = translate('list.new', { one: head.oneInline });
  const model = { resource: head, form, title, barTitle: title, crumbUrl: head.url, crumb: head.many };
  await render(request, response, [`${resource.plugin}/${resource.noun}/form`, 'resource/form'], model);
}
