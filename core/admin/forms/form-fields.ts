import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { targetOf } from '../cells/cell-context.ts';
import { titlesById } from '../cells/titles.ts';
import { isNullable, type ScreenField } from '../fields/screen-field.ts';
import { workspacePeople } from '../people.ts';
import { resourceUrl } from '../shell/addresses.ts';
import type { Translate } from '../translate.ts';
import { currencyOptions } from './currency-options.ts';
import type { FormControl, FormField, FormOption, FormOptionGroup } from './form-model.ts';
import type { FormReading } from './input-text.ts';
import { allOffered, type Offered } from './reference-options.ts';
import { joined, type Typed, textOf, textsOf } from './typed.ts';

export interface FormFieldsAsked {
  readonly runtime: Runtime;
  /** Null outside of workspaces, where there are no records and no members to choose. */
  readonly scope: Scope | null;
  readonly translate: Translate;
  /** Whose fields they are; null for the input of an action. */
  readonly resource: Pick<Resource, 'fields' | 'options'> | null;
  readonly typed: Typed;
  readonly was: Typed;
  readonly problems: Readonly<Record<string, string>>;
  readonly theirs: Readonly<Record<string, { readonly text: string; readonly value: string }>>;
  readonly readingOf: (field: ScreenField) => FormReading;
}

/** Fields with what they hold and what may be chosen, ready for a form. An amount takes its currency along. */
export async function formFields(
  asked: FormFieldsAsked,
  fields: readonly ScreenField[],
): Promise<FormField[]> {
  const built = await Promise.all(fields.map((field) => formField(asked, field)));
  const names = new Set(built.map(({ name }) => name));
  const beside = new Set<string>();
  for (const { field } of fields) {
    if (field.kind === 'money' && field.currencyField && names.has(field.currencyField))
      beside.add(field.currencyField);
  }
  return built.filter(({ name }) => !beside.has(name)).map((one) => withCurrency(asked, fields, built, one));
}

function withCurrency(
  { readingOf }: FormFieldsAsked,
  fields: readonly ScreenField[],
  built: readonly FormField[],
  one: FormField,
): FormField {
  const field = fields.find(({ name }) => name === one.name);
  if (field?.field.kind !== 'money') return one;
  const currencyField = built.find(({ name }) => name === field.field.currencyField) ?? null;
  return { ...one, currency: { field: currencyField, code: readingOf(field).currency } };
}

async function formField(asked: FormFieldsAsked, field: ScreenField): Promise<FormField> {
  const { name, label, help, field: declared } = field;
  const value = asked.typed[name];
  const base = {
    ...{ name, label, help, id: idOf(name), isRequired: declared.required },
    inputType: inputTypes[declared.kind] ?? 'text',
    max: declared.max ?? null,
    value: typeof value === 'string' ? value : (value ?? []).join(', '),
    was: joined(asked.was[name]),
    isChecked: value === 'true',
    currency: null,
    narrowedBy: null,
    problem: asked.problems[name] ?? null,
    theirs: asked.theirs[name] ?? null,
  };
  const control = controlOf(field);
  const chosen = await choiceOf(asked, field, control);
  return { ...base, isWide: isWide(chosen.control), ...chosen };
}

export function idOf(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

type Choice = Pick<FormField, 'control' | 'groups' | 'picker'> & { readonly narrowedBy?: string | null };

async function choiceOf(asked: FormFieldsAsked, field: ScreenField, control: FormControl): Promise<Choice> {
  if (field.field.kind === 'reference') return referenceChoice(asked, field);
  const plain = { control, picker: null };
  if (field.field.kind === 'user') return { ...plain, groups: await personGroups(asked, field) };
  if (control !== 'select' && control !== 'checks') return { ...plain, groups: [] };
  return { ...plain, groups: [{ label: null, key: null, options: optionsOf(asked, field) }] };
}

const inputTypes: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', url: 'url' };

function controlOf(field: ScreenField): FormControl {
  switch (field.field.kind) {
    case 'longText':
      return 'textarea';
    case 'integer':
    case 'number':
      return 'number';
    case 'money':
      return 'money';
    case 'day':
      return 'date';
    case 'instant':
      return 'datetime';
    case 'checkbox':
      return isNullable(field) ? 'select' : 'checkbox';
    case 'choice':
    case 'currency':
    case 'user':
    case 'reference':
      return 'select';
    case 'tags':
      return field.custom ? 'checks' : 'tags';
    default:
      return 'text';
  }
}

function isWide(control: FormControl): boolean {
  return control === 'textarea' || control === 'tags' || control === 'checks';
}

function optionsOf({ translate, typed, scope }: FormFieldsAsked, field: ScreenField): FormOption[] {
  const chosen = new Set(textsOf(typed, field.name));
  const { kind, choices } = field.field;
  const mark = ({ value, label }: { value: string; label: string }): FormOption => ({
    ...{ value, label, isSelected: chosen.has(value) },
  });
  const empty = needsEmpty(field, chosen.size > 0) ? [mark({ value: '', label: '' })] : [];
  if (kind === 'currency')
    return [...empty, ...currencyOptions(scope?.workspace.currency ?? '', chosen).map(mark)];
  if (kind === 'checkbox') {
    const answers = [true, false].map((is) => ({
      value: String(is),
      label: translate(is ? 'filter.yes' : 'filter.no'),
    }));
    return [...empty, ...answers.map(mark)];
  }
  return [...empty, ...(choices ?? []).map(mark)];
}

/** Nothing is chosen for somebody who has not chosen. */
function needsEmpty(field: ScreenField, isChosen: boolean): boolean {
  return field.field.kind !== 'tags' && (isNullable(field) || !isChosen);
}

async function personGroups(
  { runtime, scope, typed }: FormFieldsAsked,
  field: ScreenField,
): Promise<FormOptionGroup[]> {
  const chosen = textOf(typed, field.name);
  const people = scope ? await workspacePeople(runtime, scope) : [];
  const options = people.map(({ id, name }) => ({ value: id, label: name, isSelected: id === chosen }));
  const empty = needsEmpty(field, chosen !== '') ? [{ value: '', label: '', isSelected: chosen === '' }] : [];
  return [{ label: null, key: null, options: [...empty, ...options] }];
}

/** A few records are offered as a list, many are found by typing. */
async function referenceChoice(asked: FormFieldsAsked, field: ScreenField): Promise<Choice> {
  const { runtime, scope, typed } = asked;
  const target = scope && targetOf({ runtime, scope }, field.field);
  if (!scope || !target) return { control: 'text', groups: [], picker: null };
  const within = withinOf(asked, field);
  const narrowedBy = within && idOf(within);
  const chosen = textOf(typed, field.name);
  const offered = await allOffered({ runtime, scope, target }, within);
  if (offered && (chosen === '' || offered.some(({ id }) => id === chosen))) {
    return { control: 'select', groups: offeredGroups(field, offered, chosen), picker: null, narrowedBy };
  }
  return {
    control: 'picker',
    groups: [],
    picker: await pickerOf({ ...asked, scope }, field, target),
    narrowedBy,
  };
}

/** The field whose record the chosen one must belong to, as a stage belongs to a pipeline. */
function withinOf({ resource }: FormFieldsAsked, { name, field }: ScreenField): string | null {
  const board = resource?.options.board;
  return field.within ?? (board?.column === name ? board.within : null) ?? null;
}

function offeredGroups(field: ScreenField, offered: readonly Offered[], chosen: string): FormOptionGroup[] {
  const groups = new Map<string | null, FormOptionGroup & { options: FormOption[] }>();
  if (needsEmpty(field, chosen !== '')) {
    const empty = { value: '', label: '', isSelected: chosen === '' };
    groups.set(null, { label: null, key: null, options: [empty] });
  }
  for (const { id, title, group } of offered) {
    const key = group?.id ?? null;
    const found = groups.get(key) ?? { label: group?.title ?? null, key, options: [] };
    found.options.push({ value: id, label: title, isSelected: id === chosen });
    groups.set(key, found);
  }
  return [...groups.values()];
}

async function pickerOf(
  { runtime, scope, typed }: FormFieldsAsked & { readonly scope: Scope },
  field: ScreenField,
  target: Resource,
) {
  const chosen = textOf(typed, field.name);
  const isId = /^[0-9a-f-]{36}$/i.test(chosen);
  const [found] = isId ? await titlesById(runtime, scope, target, [chosen]) : [];
  const title = found?.[1] ?? '';
  const typedWords = typed[`${field.name}.words`];
  return {
    words: typeof typedWords === 'string' ? typedWords : title,
    wasWords: title,
    searchUrl: `${resourceUrl(scope.workspace.slug, target)}/choices`,
  };
}
