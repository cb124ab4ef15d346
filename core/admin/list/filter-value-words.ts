import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Operator } from '../../sdk/index.ts';
import { targetOf } from '../cells/cell-context.ts';
import { titlesById } from '../cells/titles.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { formatDay } from '../format/day.ts';
import { formatMoment } from '../format/moment.ts';
import { formatMoney } from '../format/money.ts';
import { formatNumber } from '../format/number.ts';
import type { Region } from '../format/region.ts';
import { workspacePeople } from '../people.ts';
import type { Translate } from '../translate.ts';
import { relativeWords } from './relative-words.ts';

export interface FilterWordsContext {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly region: Region;
  readonly translate: Translate;
}

/** A filter's value as one reads it: names instead of ids, labels instead of keys. */
export async function filterValueWords(
  context: FilterWordsContext,
  field: ScreenField,
  operator: Operator,
  value: string,
): Promise<string> {
  const { translate, region } = context;
  if (operator === 'empty') return translate(value === 'false' ? 'filter.no' : 'filter.yes');
  const isList = operator === 'in' || operator === 'between';
  const values = isList ? value.split(',') : [value];
  const words = await Promise.all(values.map((one) => oneValue(context, field, one)));
  if (operator === 'between') return words.join(' – ');
  return new Intl.ListFormat(region.locale, { type: 'disjunction', style: 'narrow' }).format(words);
}

async function oneValue(context: FilterWordsContext, field: ScreenField, value: string): Promise<string> {
  const { translate, region, scope } = context;
  switch (field.field.kind) {
    case 'choice':
    case 'tags':
      return field.field.choices?.find((one) => one.value === value)?.label ?? value;
    case 'checkbox':
      return translate(value === 'true' ? 'filter.yes' : 'filter.no');
    case 'user':
      return personWords(context, value);
    case 'reference':
      return referenceWords(context, field, value);
    case 'day':
      return relativeWords(translate, value) ?? formatDay(value, region.locale);
    case 'instant':
      return relativeWords(translate, value) ?? formatMoment(value, region);
    case 'money':
      return formatMoney(Number(value), scope.workspace.currency, region.locale);
    case 'integer':
    case 'number':
      return formatNumber(Number(value), region.locale);
    default:
      return value;
  }
}

async function personWords(
  { runtime, scope, translate }: FilterWordsContext,
  value: string,
): Promise<string> {
  if (value === 'me') return translate('filter.me');
  if (value === 'null') return translate('filter.nobody');
  const people = await workspacePeople(runtime, scope);
  return people.find(({ id }) => id === value)?.name ?? translate('filter.unknown');
}

async function referenceWords(
  context: FilterWordsContext,
  field: ScreenField,
  value: string,
): Promise<string> {
  const target = targetOf(context, field.field);
  if (!target || !/^[0-9a-f-]{36}$/i.test(value)) return context.translate('filter.unknown');
  const [found] = await titlesById(context.runtime, context.scope, target, [value]);
  return found?.[1] ?? context.translate('filter.unknown');
}
