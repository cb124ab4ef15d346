import { ownScreenField, type ScreenField } from '../../admin/fields/screen-field.ts';
import type { Region } from '../../admin/format/region.ts';
import { problemWords } from '../../admin/forms/build-form.ts';
import { readingFor } from '../../admin/forms/currency-of.ts';
import { formFields } from '../../admin/forms/form-fields.ts';
import type { FormField } from '../../admin/forms/form-model.ts';
import { type FormReading, inputText } from '../../admin/forms/input-text.ts';
import { readForm } from '../../admin/forms/read-form.ts';
import { type ResolvedReferences, resolveReferences } from '../../admin/forms/reference-choice.ts';
import { type Typed, textOf } from '../../admin/forms/typed.ts';
import type { Translate } from '../../admin/translate.ts';
import type { Trouble } from '../../http/pages/form-trouble.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { humanise, InvalidInput, type Settings } from '../../sdk/index.ts';
import { type DescribedSettings, describedSettings } from '../described-settings.ts';
import { isSecret } from '../settings-groups.ts';
import type { SettingsOwner } from '../settings-owner.ts';

/** A secret as a form shows it: whether there is one, never which. */
export interface SecretField {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly help: string | null;
  readonly isRequired: boolean;
  readonly setAt: string | null;
  readonly problem: string | null;
}

/** A field is either; so a template asks once. */
export interface SettingsField {
  readonly plain: FormField | null;
  readonly secret: SecretField | null;
}

export interface SettingsForm {
  readonly id: string;
  readonly title: string;
  /** The module it belongs to, where groups of several stand together. */
  readonly of: string | null;
  readonly description: string | null;
  readonly action: string;
  readonly notice: string | null;
  readonly fields: readonly SettingsField[];
}

export interface SettingsFormAsked {
  readonly runtime: Runtime;
  /** Null outside of workspaces. */
  readonly scope: Scope | null;
  readonly region: Region;
  readonly translate: Translate;
  readonly owner: SettingsOwner;
  readonly group: Settings;
  /** The title of its module, where that is not said anyway. */
  readonly of?: string | undefined;
  readonly action: string;
}

/** What was sent, when it could not be taken. */
export interface SentForm {
  readonly typed: Typed;
  readonly trouble: Trouble;
}

export async function settingsForm(asked: SettingsFormAsked, sent: SentForm | null): Promise<SettingsForm> {
  const { runtime, owner, group, action } = asked;
  const described = await describedSettings(runtime, owner, group);
  const problems = sent?.trouble.problems ?? {};
  const plain = await plainFields(asked, described, sent);
  const fields = Object.keys(group.fields).map((name) => ({
    plain: plain.find((field) => field.name === name) ?? null,
    secret: isSecret(group, name) ? secretField(group, described, name, problems[name]) : null,
  }));
  const { id, title, description } = described;
  const shown = fields.filter((field) => field.plain || field.secret);
  return {
    id,
    title,
    of: asked.of ?? null,
    description,
    action,
    notice: sent?.trouble.notice ?? null,
    fields: shown,
  };
}

function plainFields(
  asked: SettingsFormAsked,
  described: DescribedSettings,
  sent: SentForm | null,
): Promise<FormField[]> {
  const { runtime, scope, translate, group } = asked;
  const screen = screenFieldsOf(group);
  const readingOf = readingIn(asked, sent?.typed ?? {}, described.values);
  const stored = Object.fromEntries(
    screen.map((field) => [field.name, inputText(field, described.values[field.name], readingOf(field))]),
  );
  const state = { typed: sent?.typed ?? stored, was: {}, problems: sent?.trouble.problems ?? {}, theirs: {} };
  return formFields({ runtime, scope, translate, resource: null, readingOf, ...state }, screen).then((all) =>
    all.map((field) => apart(group, field)),
  );
}

/** Several groups stand on one page, and may name their fields alike. */
function apart(group: Settings, field: FormField): FormField {
  const beside = field.currency?.field;
  return {
    ...field,
    id: idIn(group, field.id),
    narrowedBy: field.narrowedBy && idIn(group, field.narrowedBy),
    currency: field.currency && { ...field.currency, field: beside ? apart(group, beside) : null },
  };
}

function idIn({ id }: Settings, name: string): string {
  return `${id}-${name}`.replaceAll('.', '-');
}

function screenFieldsOf(group: Settings): ScreenField[] {
  return Object.entries(group.fields)
    .filter(([name]) => !isSecret(group, name))
    .map(([name, field]) => ownScreenField(name, field));
}

function readingIn(
  { scope, region, group }: SettingsFormAsked,
  typed: Typed,
  record: Readonly<Record<string, unknown>>,
): (field: ScreenField) => FormReading {
  return readingFor(group, region, scope?.workspace.currency ?? 'EUR', { typed, record });
}

function secretField(
  group: Settings,
  { secrets }: DescribedSettings,
  name: string,
  problem: string | undefined,
): SecretField {
  const field = group.fields[name];
  return {
    name,
    id: idIn(group, name),
    label: field?.label ?? humanise(name),
    help: field?.help ?? null,
    isRequired: field?.required ?? false,
    setAt: secrets[name]?.setAt ?? null,
    problem: problem ?? null,
  };
}

function withReferences({ runtime, scope, group }: SettingsFormAsked, typed: Typed) {
  const none: ResolvedReferences = { typed, problems: {} };
  return scope ? resolveReferences({ runtime, scope }, screenFieldsOf(group), typed) : none;
}

/**
 * What a form asks to change: every open field, and those secrets that were typed or are to be removed.
 * @throws InvalidInput for what cannot be read
 */
export async function readSettingsForm(
  asked: SettingsFormAsked,
  typed: Typed,
): Promise<Record<string, unknown>> {
  const { runtime, owner, group, translate } = asked;
  const chosen = await withReferences(asked, typed);
  const { input, problems } = readForm(screenFieldsOf(group), chosen.typed, readingIn(asked, typed, {}));
  const described = await describedSettings(runtime, owner, group);
  const words = problemWords(translate, problems, chosen.problems);
  const found = Object.entries(words).map(([name, message]) => ({ path: [name], message }));
  const secrets: Record<string, unknown> = {};
  for (const name of group.secret ?? []) {
    const text = textOf(typed, name).trim();
    const isRemoved = textOf(typed, `remove.${name}`) === 'true';
    const isNeeded = group.fields[name]?.required && !described.secrets[name]?.isSet;
    if (text !== '') secrets[name] = text;
    else if (isRemoved) secrets[name] = null;
    else if (isNeeded) found.push({ path: [name], message: translate('form.problem.required') });
  }
  if (found.length > 0) throw new InvalidInput(found);
  return { ...input, ...secrets };
}
