import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { resourceHead } from '../fields/resource-head.ts';
import { titleOf } from '../fields/title.ts';
import { buildSections, problemWords } from '../forms/build-form.ts';
import { readingFor } from '../forms/currency-of.ts';
import { fieldsOf, formLayout } from '../forms/form-layout.ts';
import type { FormModel } from '../forms/form-model.ts';
import { changedFields, readForm } from '../forms/read-form.ts';
import { recordTexts } from '../forms/record-text.ts';
import { resolveReferences } from '../forms/reference-choice.ts';
import { saveChanges } from '../forms/save-changes.ts';
import { type Theirs, theirValues } from '../forms/their-values.ts';
import { type Typed, textOf, typedFrom } from '../forms/typed.ts';
import { type WriteProblems, writeProblems } from '../forms/write-problems.ts';
import { render } from '../render.ts';
import { recordUrl, safeReturn } from '../shell/addresses.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type AskedOfRecord, formBody, recordPage } from './record-asked.ts';

/** Changing a record. */
export function editRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/:id/edit', recordPage(showForm));
  router.post('/:plugin/:path/:id/edit', formBody(), recordPage(save));
  return router;
}

async function showForm(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, id, query } = asked;
  const record = await getRecord(runtime, scope, resource, id);
  authorise(viewerOf(runtime, scope), resource.options.access.update, record);
  const texts = await textsOfRecord(asked, record);
  await renderForm(asked, record, { typed: texts, was: texts, returnTo: query.get('return') });
}

async function save(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, region, translate, request, id } = asked;
  const record = await getRecord(runtime, scope, resource, id);
  const { typed, problems: lost } = await resolveReferences(
    asked,
    await fieldsIn(asked),
    typedFrom(request.body),
  );
  const shown = { typed, was: openedWith(typed), returnTo: textOf(typed, 'return') };
  const fields = changedFields(await fieldsIn(asked), typed);
  const read = readForm(
    fields,
    typed,
    readingFor(resource, region, scope.workspace.currency, { typed, record }),
  );
  const byField = problemWords(translate, read.problems, lost);
  if (Object.keys(byField).length > 0) {
    return renderForm(asked, record, { ...shown, problems: { byField, general: null, status: 422 } });
  }
  try {
    if (fields.length === 0) return done(asked, record, shown.returnTo);
    const saved = await saveChanges(asked, { id, version: versionIn(typed), fields, typed });
    if ('record' in saved) return done(asked, saved.record, shown.returnTo);
    await renderCollision(asked, saved.current, { ...shown, collisions: saved.collisions });
  } catch (error) {
    const problems = writeProblems(error, fields);
    if (!problems) throw error;
    await renderForm(asked, record, { ...shown, problems });
  }
}

/** Their values stand beside ours; saving again takes ours, now knowingly. */
async function renderCollision(
  asked: AskedOfRecord,
  current: RecordJson,
  shown: Shown & { collisions: Parameters<typeof theirValues>[1] },
): Promise<void> {
  const now = await textsOfRecord(asked, current);
  const touched = new Set(changedFields(await fieldsIn(asked), shown.typed).map(({ name }) => name));
  const kept = Object.entries(shown.typed).filter(([name]) =>
    touched.has(name.replace(/\.(words|chosen)$/, '')),
  );
  const typed = { ...now, ...Object.fromEntries(kept) };
  const theirs = await theirValues(asked, shown.collisions, current);
  const problems = { byField: {}, general: asked.translate('form.conflict'), status: 409 } as const;
  await renderForm(asked, current, { typed, was: now, returnTo: shown.returnTo, theirs, problems });
}

function openedWith(typed: Typed): Typed {
  const names = Object.keys(typed).filter((name) => name.startsWith('was.'));
  return Object.fromEntries(names.map((name) => [name.slice('was.'.length), typed[name]]));
}

function versionIn(typed: Typed): number | null {
  const text = textOf(typed, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

async function fieldsIn(asked: AskedOfRecord) {
  return fieldsOf(await layoutOf(asked));
}

async function layoutOf({ runtime, scope, resource }: AskedOfRecord) {
  return formLayout(resource, await customFieldsOf(runtime, scope.workspace.id, resource.id), 'update');
}

async function textsOfRecord(asked: AskedOfRecord, record: RecordJson): Promise<Typed> {
  const { resource, region, scope } = asked;
  return recordTexts(
    await fieldsIn(asked),
    record,
    readingFor(resource, region, scope.workspace.currency, { record }),
  );
}

function done(
  { request, response, scope, resource, translate }: AskedOfRecord,
  record: RecordJson,
  returnTo: string | null,
) {
  leaveNotice(response, translate('form.saved', { title: titleOf(resource, record) }));
  goOn(request, response, safeReturn(returnTo) ?? recordUrl(scope.workspace.slug, resource, record.id));
}

interface Shown {
  readonly typed: Typed;
  readonly was: Typed;
  readonly returnTo: string | null;
  readonly problems?: WriteProblems;
  readonly theirs?: Theirs;
}

async function renderForm(asked: AskedOfRecord, record: RecordJson, shown: Shown): Promise<void> {
  const { runtime, scope, resource, translate, request, response } = asked;
  const { typed, was, problems, theirs = {} } = shown;
  const head = resourceHead(runtime, scope, resource);
  const url = recordUrl(scope.workspace.slug, resource, record.id);
  const returnTo = safeReturn(shown.returnTo);
  const state = { typed, was, problems: problems?.byField ?? {}, theirs, record };
  const form: FormModel = {
    action: `${url}/edit`,
    submitWords: translate('form.save'),
    cancelUrl: returnTo ?? url,
    sections: await buildSections(asked, await layoutOf(asked), state),
    version: Object.keys(theirs).length > 0 || !shown.problems ? record.version : versionIn(typed),
    returnTo,
    problem: problems?.general ?? null,
    isConflict: Object.keys(theirs).length > 0,
    problemCount: Object.keys(problems?.byField ?? {}).length,
  };
  if (problems) response.status(problems.status);
  const title = titleOf(resource, record);
  const model = {
    resource: head,
    form,
    title: translate('form.edit', { title }),
    barTitle: translate('record.edit'),
    crumbUrl: url,
    crumb: title,
  };
  await render(request, response, [`${resource.plugin}/${resource.noun}/form`, 'resource/form'], model);
}
