import { Router } from 'express';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { parameter } from '../../http/resources/resource-request.ts';
import { NotFound } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { resolveReferences } from '../forms/reference-choice.ts';
import { textOf, textsOf, typedFromEach } from '../forms/typed.ts';
import { type FilterState, filterEditor, stateOfFilter } from '../list/filter-editor.ts';
import { type FilterAnswer, filteredAddress, operatorNamed } from '../list/filtered-address.ts';
import { filterFields } from '../list/list-fields.ts';
import { addressText, type ListAddress } from '../list/list-parameters.ts';
import { render } from '../render.ts';
import { resourceUrl } from '../shell/addresses.ts';
import { goOn } from './answer-form.ts';
import { type AskedOfResource, resourcePage } from './asked.ts';

/** Editing one filter of a list. What it makes is an address, so nothing is stored. */
export function filterRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/filters/:field', resourcePage(showEditor));
  return router;
}

async function showEditor(asked: AskedOfResource): Promise<void> {
  const { scope, region, translate, request, response, query } = asked;
  const field = await fieldAsked(asked);
  const reading = { region, currency: scope.workspace.currency };
  const named = operatorNamed(field, query.get('operator') ?? '');
  if (query.has('set') || query.has('preset')) {
    const answer = await answerIn(asked, field);
    const filtered = filteredAddress(addressAsked(asked), field, answer, reading);
    if (filtered) return goOn(request, response, addressText(filtered));
    response.status(422);
    return renderEditor(asked, field, answer, translate('filter.problem'));
  }
  const from = new URLSearchParams(query.get('from') ?? '');
  const state = stateOfFilter(field, from, query.get('parameter'), reading);
  await renderEditor(asked, field, named ? { operator: named, values: [] } : state, null);
}

async function fieldAsked({ runtime, scope, resource, request }: AskedOfResource): Promise<ScreenField> {
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const field = filterFields(resource, customFields).find(({ name }) => name === parameter(request, 'field'));
  if (!field) throw new NotFound('There is no such filter.');
  return field;
}

/** The list or board the filter is for, as it was. */
function addressAsked({ scope, resource, query }: AskedOfResource): ListAddress {
  const path = resourceUrl(scope.workspace.slug, resource);
  const parameters = new URLSearchParams(query.get('from') ?? '');
  return { path: query.get('on') === 'board' ? `${path}/board` : path, parameters };
}

async function answerIn(asked: AskedOfResource, field: ScreenField): Promise<FilterAnswer> {
  const { query } = asked;
  const { typed } = await resolveReferences(asked, [{ ...field, name: 'value' }], typedFromEach(query));
  const operator = operatorNamed(field, query.get('operator') ?? '') ?? 'is';
  const values =
    operator === 'between' ? [textOf(typed, 'value'), textOf(typed, 'until')] : textsOf(typed, 'value');
  return { operator, values, preset: query.get('preset') ?? '', parameter: query.get('parameter') };
}

async function renderEditor(
  asked: AskedOfResource,
  field: ScreenField,
  state: FilterState,
  problem: string | null,
): Promise<void> {
  const { request, response, query, resource, scope } = asked;
  const editor = await filterEditor(asked, field, state, problem);
  const list = addressAsked(asked);
  await render(request, response, 'resource/filter', {
    editor,
    action: `${resourceUrl(scope.workspace.slug, resource)}/filters/${field.name}`,
    kept: {
      parameter: query.get('parameter') ?? '',
      from: query.get('from') ?? '',
      on: query.get('on') ?? '',
    },
    cancelUrl: addressText(list),
  });
}
