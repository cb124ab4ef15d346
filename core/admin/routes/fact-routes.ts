import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { parameter } from '../../http/resources/resource-request.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { NotFound } from '../../sdk/index.ts';
import { type ScreenField, screenField } from '../fields/screen-field.ts';
import { buildFields, problemWords } from '../forms/build-form.ts';
import { readingFor } from '../forms/currency-of.ts';
import { idOf } from '../forms/form-fields.ts';
import { changedFields, readForm } from '../forms/read-form.ts';
import { recordTexts } from '../forms/record-text.ts';
import { resolveReferences } from '../forms/reference-choice.ts';
import { saveChanges } from '../forms/save-changes.ts';
import { type Theirs, theirValues } from '../forms/their-values.ts';
import { type Typed, textOf, typedFrom } from '../forms/typed.ts';
import { writeProblems } from '../forms/write-problems.ts';
import { buildRecord } from '../record/build-record.ts';
import { render } from '../render.ts';
import { recordUrl } from '../shell/addresses.ts';
import { asksForFragment } from '../shell/page.ts';
import { type AskedOfRecord, formBody, recordPage } from './record-asked.ts';

/** Changing one field where it stands on the record's page. */
export function factRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/:id/fields/:field', recordPage(showField));
  router.post('/:plugin/:path/:id/fields/:field', formBody(), recordPage(saveField));
  return router;
}

/** The field, and the currency an amount cannot be told without. @throws NotFound where it may not be changed */
async function fieldsAsked({ runtime, scope, resource, request }: AskedOfRecord): Promise<ScreenField[]> {
  const name = parameter(request, 'field');
  const field = screenField(resource, await customFieldsOf(runtime, scope.workspace.id, resource.id), name);
  const mayBeSet = new Set<string>(resource.options.update);
  if (!field || (!field.custom && !mayBeSet.has(name))) throw new NotFound('There is no such field.');
  const { currencyField } = field.field;
  const currency =
    currencyField && mayBeSet.has(currencyField) ? screenField(resource, [], currencyField) : null;
  return currency ? [field, currency] : [field];
}

async function showField(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, region, request, response, id } = asked;
  const record = await getRecord(runtime, scope, resource, id);
  authorise(viewerOf(runtime, scope), resource.options.access.update, record);
  const fields = await fieldsAsked(asked);
  if (!asksForFragment(request))
    return response.redirect(303, `${recordUrl(scope.workspace.slug, resource, id)}/edit`);
  const texts = recordTexts(
    fields,
    record,
    readingFor(resource, region, scope.workspace.currency, { record }),
  );
  await renderField(asked, fields, record, {
    typed: texts,
    was: texts,
    problems: {},
    general: null,
    theirs: {},
  });
}

async function saveField(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, region, translate, request, response, id } = asked;
  const record = await getRecord(runtime, scope, resource, id);
  const fields = await fieldsAsked(asked);
  const { typed, problems: lost } = await resolveReferences(asked, fields, typedFrom(request.body));
  const changed = changedFields(fields, typed);
  const read = readForm(
    changed,
    typed,
    readingFor(resource, region, scope.workspace.currency, { typed, record }),
  );
  const was = Object.fromEntries(fields.map(({ name }) => [name, textOf(typed, `was.${name}`)]));
  const shown = {
    typed,
    was,
    problems: problemWords(translate, read.problems, lost),
    general: null,
    theirs: {},
  };
  if (Object.keys(shown.problems).length > 0) return refuse(asked, fields, record, 422, shown);
  try {
    const saved =
      changed.length > 0
        ? await saveChanges(asked, { id, version: versionIn(typed), fields: changed, typed })
        : null;
    if (saved && 'collisions' in saved) return collide(asked, fields, saved.current, shown);
  } catch (error) {
    const found = writeProblems(error, fields);
    if (!found) throw error;
    return refuse(asked, fields, record, found.status, {
      ...shown,
      problems: found.byField,
      general: found.general,
    });
  }
  if (!asksForFragment(request)) return response.redirect(303, recordUrl(scope.workspace.slug, resource, id));
  await render(request, response, 'resource/record-region', await buildRecord(asked, id));
}

function versionIn(typed: Typed): number | null {
  const text = textOf(typed, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

interface Shown {
  readonly typed: Typed;
  readonly was: Typed;
  readonly problems: Readonly<Record<string, string>>;
  readonly general: string | null;
  readonly theirs: Theirs;
}

async function collide(
  asked: AskedOfRecord,
  fields: readonly ScreenField[],
  current: RecordJson,
  shown: Shown,
): Promise<void> {
  const { resource, region, scope } = asked;
  const was = recordTexts(
    fields,
    current,
    readingFor(resource, region, scope.workspace.currency, { record: current }),
  );
  const theirs = await theirValues(asked, fields, current);
  await refuse(asked, fields, current, 409, {
    ...shown,
    was,
    theirs,
    general: asked.translate('form.conflict'),
  });
}

/** The answer belongs where the field stands, not where the whole record would go. */
async function refuse(
  asked: AskedOfRecord,
  fields: readonly ScreenField[],
  record: RecordJson,
  status: number,
  shown: Shown,
): Promise<void> {
  asked.response.status(status);
  asked.response.setHeader('HX-Retarget', `#${factId(fields)}`);
  asked.response.setHeader('HX-Reswap', 'innerHTML');
  await renderField(asked, fields, record, shown);
}

function factId([field]: readonly ScreenField[]): string {
  return idOf(field?.name ?? '').replace('field-', 'fact-');
}

async function renderField(
  asked: AskedOfRecord,
  fields: readonly ScreenField[],
  record: RecordJson,
  { typed, was, problems, general, theirs }: Shown,
): Promise<void> {
  const { request, response, scope, resource } = asked;
  const built = await buildFields(asked, fields, { typed, was, problems, theirs, record });
  const url = recordUrl(scope.workspace.slug, resource, record.id);
  const action = `${url}/fields/${fields[0]?.name ?? ''}`;
  await render(request, response, 'resource/fact-form', {
    fields: built,
    action,
    url,
    version: record.version,
    problem: general,
  });
}
