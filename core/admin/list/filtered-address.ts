import type { ScreenField } from '../fields/screen-field.ts';
import type { FormReading } from '../forms/input-text.ts';
import { asOperator, type OfferedOperator, offeredOperators, valueControl } from './filter-operators.ts';
import { parameterName } from './filter-parameter.ts';
import { filterValue } from './filter-value.ts';
import { type ListAddress, withParameter } from './list-parameters.ts';

/** What somebody asked for in the editor. */
export interface FilterAnswer {
  readonly operator: OfferedOperator;
  readonly values: readonly string[];
  /** A ready-made range, `between:today-7d,today`; it goes before what was entered. */
  readonly preset: string;
  /** The filter it replaces. */
  readonly parameter: string | null;
}

/** The list with the filter set, or null where the values cannot be read. */
export function filteredAddress(
  address: ListAddress,
  field: ScreenField,
  answer: FilterAnswer,
  reading: FormReading,
): ListAddress | null {
  const [presetOperator, presetValue] = splitPreset(answer.preset);
  const operator = presetOperator ?? answer.operator;
  const value = presetValue ?? writtenValue(field, answer, reading);
  if (value === null) return null;
  const without = answer.parameter ? withParameter(address, answer.parameter, null) : address;
  return withParameter(without, parameterName(field.name, asOperator(operator), field.field.kind), value);
}

const preset = /^(is|between|lt|gte):([a-z0-9+,-]{1,60})$/;

function splitPreset(text: string): readonly [OfferedOperator, string] | readonly [] {
  const [, operator, value] = preset.exec(text) ?? [];
  return operator && value ? [operator as OfferedOperator, value] : [];
}

function writtenValue(
  field: ScreenField,
  { operator, values }: FilterAnswer,
  reading: FormReading,
): string | null {
  if (operator === 'empty' || operator === 'filled') return String(operator === 'empty');
  const edges = operator === 'lte' ? ['to' as const] : ['from' as const, 'to' as const];
  const written = values.map((value, at) => filterValue(field, value, edges[at] ?? 'from', reading));
  const wanted = valueControl(operator) === 'two' ? 2 : 1;
  if (written.length < wanted || written.includes(null)) return null;
  return operator === 'in' || operator === 'between' ? written.join(',') : (written[0] ?? null);
}

/** The comparison named in a form, where this field offers it. */
export function operatorNamed(field: ScreenField, name: string): OfferedOperator | null {
  return offeredOperators(field).find((one) => one === name) ?? null;
}
