import { v7 as newId } from 'uuid';
import type { ActionAnswer } from '../../actions/run/answer.ts';
import { suggestInput } from '../../resources/write/suggest-input.ts';
import { titleOf } from '../fields/title.ts';
import { readingFor } from '../forms/currency-of.ts';
import { formFields } from '../forms/form-fields.ts';
import type { FormModel } from '../forms/form-model.ts';
import { startingTexts, suggestedTexts } from '../forms/record-text.ts';
import { type Typed, textOf, typedFromQuery } from '../forms/typed.ts';
import type { WriteProblems } from '../forms/write-problems.ts';
import { render } from '../render.ts';
import { actionUrl, safeReturn } from '../shell/addresses.ts';
import { type AskedForAction, declaredFields } from './asked-action.ts';
import { previewModel } from './preview-model.ts';
import { pathOfPage } from './record-on-page.ts';

type Previewed = Extract<ActionAnswer, { status: 'preview' }>;

export interface ShownForm {
  readonly typed: Typed;
  readonly problems?: WriteProblems;
  readonly previewed?: Previewed;
  /** What it answered, where that is all there is to see. */
  readonly result?: unknown;
}

export async function showActionForm(asked: AskedForAction): Promise<void> {
  const { fields, query } = asked;
  const readingOf = readingIn(asked, {});
  const suggested = suggestedTexts(fields, await suggestedFor(asked), readingOf);
  const given = { ...suggested, ...typedFromQuery(query), return: pathOfPage(asked) };
  await renderActionForm(asked, { typed: { ...given, ...startingTexts(fields, given, readingOf) } });
}

export function readingIn({ fields, region, scope, record }: AskedForAction, typed: Typed) {
  return readingFor({ fields: declaredFields(fields) }, region, scope.workspace.currency, { typed, record });
}

async function suggestedFor({
  runtime,
  scope,
  action,
  record,
}: AskedForAction): Promise<Record<string, unknown>> {
  const { resource, verb } = action;
  const isNoun = resource?.options.actions?.[verb ?? ''] !== undefined;
  return resource && record && isNoun ? suggestInput(runtime, scope, resource, verb ?? '', record.id) : {};
}

export async function renderActionForm(asked: AskedForAction, shown: ShownForm): Promise<void> {
  const { request, response, action, record, translate } = asked;
  const { problems, previewed, result } = shown;
  if (problems) response.status(problems.status);
  const preview = previewed ? await previewModel(asked, previewed.preview) : null;
  const about = record && action.resource ? `: ${titleOf(action.resource, record)}` : '';
  const model = {
    title: `${action.title}${about}`,
    description: action.description,
    form: await formOf(asked, shown),
    preview,
    needsApproval: previewed?.needsApproval ?? false,
    result: result === undefined ? null : resultLines(result, translate('action.nothing')),
  };
  await render(request, response, 'action/form', model);
}

async function formOf(asked: AskedForAction, { typed, problems }: ShownForm): Promise<FormModel> {
  const { runtime, scope, translate, action, record, fields } = asked;
  const byField = problems?.byField ?? {};
  const state = { typed, was: {}, problems: byField, theirs: {}, readingOf: readingIn(asked, typed) };
  const returnTo = safeReturn(textOf(typed, 'return'));
  return {
    action: actionUrl(scope.workspace.slug, action.id, record?.id ?? null),
    submitWords: action.resource?.options.actions?.[action.verb ?? '']?.label ?? action.title,
    cancelUrl: returnTo ?? `/w/${scope.workspace.slug}`,
    sections: [
      {
        title: null,
        fields: await formFields({ runtime, scope, translate, resource: null, ...state }, fields),
      },
    ],
    version: null,
    returnTo,
    problem: problems?.general ?? null,
    isConflict: false,
    problemCount: Object.keys(byField).length,
    // The same form sent twice does it once.
    hidden: [{ name: 'key', value: textOf(typed, 'key') || newId() }],
    previewWords: action.effect === 'read' ? null : translate('action.preview'),
  };
}

function resultLines(result: unknown, nothing: string): { readonly name: string; readonly value: string }[] {
  const entries = typeof result === 'object' && result !== null ? Object.entries(result) : [['', result]];
  return entries.map(([name, value]) => ({
    name: String(name),
    value:
      value === null ? nothing : typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value),
  }));
}
