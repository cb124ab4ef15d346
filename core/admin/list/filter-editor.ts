import type { ScreenField } from '../fields/screen-field.ts';
import { formFields } from '../forms/form-fields.ts';
import type { FormField, FormOption } from '../forms/form-model.ts';
import type { FormReading } from '../forms/input-text.ts';
import type { Typed } from '../forms/typed.ts';
import { workspacePeople } from '../people.ts';
import {
  type OfferedOperator,
  offeredOperators,
  type ValueControl,
  valueControl,
} from './filter-operators.ts';
import { filtersIn } from './filter-parameter.ts';
import { presetsFor } from './filter-presets.ts';
import { filterText } from './filter-value.ts';
import type { FilterWordsContext } from './filter-value-words.ts';
import { operatorWords } from './filter-words.ts';

export interface FilterEditorModel {
  readonly label: string;
  readonly operators: readonly FormOption[];
  readonly control: ValueControl;
  /** One input for each value; for several values one list of boxes. */
  readonly values: readonly FormField[];
  readonly boxes: readonly FormOption[];
  readonly presets: readonly { readonly label: string; readonly value: string }[];
  readonly problem: string | null;
}

export interface FilterState {
  readonly operator: OfferedOperator;
  readonly values: readonly string[];
}

/** What a filter of an address says, or an empty one of this field. */
export function stateOfFilter(
  field: ScreenField,
  from: URLSearchParams,
  parameter: string | null,
  reading: FormReading,
): FilterState {
  const offered = offeredOperators(field);
  const [set] = filtersIn(from, (name) => (name === field.name ? field.field.kind : null)).filter(
    (filter) => filter.parameter === parameter,
  );
  if (!set) return { operator: offered[0] ?? 'is', values: [] };
  if (set.operator === 'empty') return { operator: set.value === 'false' ? 'filled' : 'empty', values: [] };
  const isList = set.operator === 'in' || set.operator === 'between';
  const texts = isList ? set.value.split(',') : [set.value];
  const operator = set.operator === 'is' && offered.includes('in') ? 'in' : set.operator;
  return { operator, values: texts.map((text) => filterText(field, text, reading)) };
}

export async function filterEditor(
  context: FilterWordsContext,
  field: ScreenField,
  { operator, values }: FilterState,
  problem: string | null,
): Promise<FilterEditorModel> {
  const { translate } = context;
  const control = valueControl(operator);
  const offered = new Set([...offeredOperators(field), operator]);
  return {
    label: field.label,
    operators: [...offered].map((one) => ({
      value: one,
      label:
        one === 'filled'
          ? translate('filter.operator.filled')
          : operatorWords(translate, one, field.field.kind),
      isSelected: one === operator,
    })),
    control,
    values: control === 'one' || control === 'two' ? await inputs(context, field, control, values) : [],
    boxes: control === 'several' ? await boxes(context, field, values) : [],
    presets: presetsFor(field.field.kind).map(({ key, operator: preset, value }) => ({
      label: translate(`filter.preset.${key}`),
      value: `${preset}:${value}`,
    })),
    problem,
  };
}

/** The same input as a form has for the field, under the name `value`; a moment is asked as a day. */
async function inputs(
  { runtime, scope, region, translate }: FilterWordsContext,
  field: ScreenField,
  control: ValueControl,
  values: readonly string[],
): Promise<FormField[]> {
  const names = control === 'two' ? ['value', 'until'] : ['value'];
  const typed: Typed = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  const readingOf = (): FormReading => ({ region, currency: scope.workspace.currency });
  const fields = names.map((name) => ({ ...field, ...asQuestion(field), name, help: null, custom: null }));
  const terms = {
    runtime,
    scope,
    translate,
    resource: null,
    typed,
    was: {},
    problems: {},
    theirs: {},
    readingOf,
  };
  const built = await formFields(terms, fields);
  const labels =
    control === 'two' ? [translate('filter.from'), translate('filter.until')] : [translate('filter.value')];
  return built.map((one, at) => ({ ...one, label: labels[at] ?? one.label, isRequired: false }));
}

/** A question has no currency beside it and no day's hours, and one of several tags is asked as a choice. */
function asQuestion({ field, custom }: ScreenField): Pick<ScreenField, 'field'> {
  const { kind, choices } = field;
  const plain = { ...field, required: false, default: undefined, currencyField: undefined };
  if (kind === 'instant') return { field: { ...plain, kind: 'day' } };
  if (kind === 'longText' || kind === 'email' || kind === 'url' || kind === 'phone')
    return { field: { ...plain, kind: 'text' } };
  if (kind === 'tags') return { field: { ...plain, kind: custom && choices ? 'choice' : 'text' } };
  return { field: plain };
}

async function boxes(
  { runtime, scope, translate }: FilterWordsContext,
  field: ScreenField,
  values: readonly string[],
): Promise<FormOption[]> {
  const chosen = new Set(values);
  const mark = (value: string, label: string): FormOption => ({
    value,
    label,
    isSelected: chosen.has(value),
  });
  if (field.field.kind === 'user') {
    const people = await workspacePeople(runtime, scope);
    return [mark('me', translate('filter.me')), ...people.map(({ id, name }) => mark(id, name))];
  }
  if (field.field.kind === 'currency') {
    const codes = new Set([scope.workspace.currency, 'EUR', 'USD', 'GBP', 'CHF', ...values]);
    return [...codes].map((code) => mark(code, code));
  }
  return (field.field.choices ?? []).map(({ value, label }) => mark(value, label));
}
