import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { allCustomFields } from '../../custom-fields/custom-fields-of.ts';
import {
  addCustomField,
  archiveCustomField,
  changeCustomField,
} from '../../custom-fields/define-custom-field.ts';
import { listOf, textOf, textsOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { noTrouble, type Trouble, troubleOf } from '../../http/pages/form-trouble.ts';
import { NotFound, type Resource } from '../../sdk/index.ts';
import { buildFields, fieldsUrl } from '../custom-fields/build-fields.ts';
import { changeFieldForm, newFieldForm } from '../custom-fields/field-form.ts';
import { chosenResource, fieldResources } from '../custom-fields/field-resources.ts';
import type { FieldFormModel } from '../custom-fields/fields-model.ts';
import { moveField } from '../custom-fields/move-field.ts';
import {
  changeFrom,
  definitionFrom,
  emptyField,
  type FieldText,
  textOfField,
} from '../custom-fields/read-field.ts';
import { render } from '../render.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type Asked, type PageHandler, page } from './asked.ts';

/** The fields a workspace adds to its records. */
export function fieldRoutes(): Router {
  const router = Router({ mergeParams: true });
  const base = '/settings/fields';
  router.get(base, managed(showFields));
  router.post(base, managed(addField));
  router.get(`${base}/new`, managed(showNew));
  router.get(`${base}/:fieldId`, managed(showField));
  router.post(`${base}/:fieldId`, managed(changeField));
  router.post(`${base}/:fieldId/position`, managed(takePosition));
  router.post(`${base}/:fieldId/archival`, managed(archive));
  router.post(`${base}/:fieldId/restoration`, managed(restore));
  return router;
}

function managed(handle: PageHandler) {
  return page(async (asked) => {
    authorise(viewerOf(asked.runtime, asked.scope), 'workspace:manage-fields');
    await handle(asked);
  });
}

async function showFields(asked: Asked): Promise<void> {
  await render(asked.request, asked.response, 'settings/fields', await buildFields(asked));
}

async function showNew(asked: Asked): Promise<void> {
  await renderForm(asked, newFieldForm(asked, resourceIn(asked), emptyField, noTrouble), noTrouble);
}

async function addField(asked: Asked): Promise<void> {
  const { runtime, scope, translate } = asked;
  const resource = resourceIn(asked);
  const text = typedIn(asked);
  const trouble = await troubleOf(() => addCustomField(runtime, scope, resource.id, definitionFrom(text)));
  if (trouble) return renderForm(asked, newFieldForm(asked, resource, text, trouble), trouble);
  goBack(asked, resource.id, translate('settings.fields.was-added', { label: text.label.trim() }));
}

async function showField(asked: Asked): Promise<void> {
  const field = await fieldIn(asked);
  await renderForm(asked, changeFieldForm(asked, field, textOfField(field), noTrouble), noTrouble);
}

async function changeField(asked: Asked): Promise<void> {
  const { runtime, scope, translate } = asked;
  const field = await fieldIn(asked);
  const text = typedIn(asked);
  const trouble = await troubleOf(() => changeCustomField(runtime, scope, field.id, changeFrom(field, text)));
  if (trouble) return renderForm(asked, changeFieldForm(asked, field, text, trouble), trouble);
  goBack(asked, field.resource, translate('settings.fields.was-saved', { label: text.label.trim() }));
}

async function takePosition(asked: Asked): Promise<void> {
  const field = await fieldIn(asked);
  const to = Number.parseInt(textOf(asked.request, 'to'), 10);
  if (Number.isInteger(to)) await moveField(asked.runtime, asked.scope, field.id, to);
  goBack(asked, field.resource, null);
}

async function archive(asked: Asked): Promise<void> {
  const { id, label, resource } = await fieldIn(asked);
  await archiveCustomField(asked.runtime, asked.scope, id, true);
  const words = asked.translate('settings.fields.was-archived', { label });
  goBack(asked, resource, words, `${fieldsUrl(asked)}/${id}/restoration`);
}

async function restore(asked: Asked): Promise<void> {
  const { id, label, resource } = await fieldIn(asked);
  await archiveCustomField(asked.runtime, asked.scope, id, false);
  goBack(asked, resource, asked.translate('settings.fields.was-restored', { label }));
}

function resourceIn({ runtime, scope, query }: Asked): Resource {
  return chosenResource(runtime, fieldResources(runtime, scope), query.get('resource'));
}

/** @throws NotFound also for a field of a module that is off */
async function fieldIn({ runtime, scope, request }: Asked): Promise<CustomField> {
  const id = parameterOf(request, 'fieldId');
  const field = (await allCustomFields(runtime, scope.workspace.id)).find((one) => one.id === id);
  const isHere = fieldResources(runtime, scope).some((resource) => resource.id === field?.resource);
  if (!field || !isHere) throw new NotFound('There is no such field.');
  return field;
}

function typedIn({ request }: Asked): FieldText {
  const texts = textsOf(request, 'label', 'kind', 'help', 'choices', 'target');
  return { ...texts, isRequired: listOf(request, 'required').length > 0 };
}

async function renderForm(asked: Asked, model: FieldFormModel, { status }: Trouble): Promise<void> {
  asked.response.status(status);
  await render(asked.request, asked.response, 'settings/field', model);
}

function goBack(asked: Asked, resource: string, words: string | null, undo: string | null = null): void {
  if (words) leaveNotice(asked.response, words, undo);
  goOn(asked.request, asked.response, fieldsUrl(asked, resource));
}
