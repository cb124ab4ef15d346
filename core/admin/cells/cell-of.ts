import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { FieldKind } from '../../sdk/index.ts';
import { includedIn, type ScreenField, valueIn } from '../fields/screen-field.ts';
import { formatDay } from '../format/day.ts';
import { formatAgo, formatMoment } from '../format/moment.ts';
import { formatMoney } from '../format/money.ts';
import { formatNumber } from '../format/number.ts';
import { recordUrl } from '../shell/addresses.ts';
import { type Cell, noCell } from './cell.ts';
import { type CellContext, targetOf } from './cell-context.ts';

interface Shown {
  readonly context: CellContext;
  readonly field: ScreenField;
  readonly record: RecordJson;
}

type Show = (value: unknown, shown: Shown) => Cell;

/** A field's value in a record, ready to be looked at. */
export function cellOf(context: CellContext, field: ScreenField, record: RecordJson): Cell {
  const value = valueIn(record, field);
  if (value === null || value === undefined || value === '') return noCell;
  return shows[field.field.kind](value, { context, field, record });
}

const plain: Show = (value) => ({ kind: 'text', text: String(value) });
const number: Show = (value, { context, field }) => ({
  kind: 'number',
  text: withUnit(formatNumber(Number(value), context.region.locale), field.field.unit),
});

const shows: Readonly<Record<FieldKind, Show>> = {
  text: plain,
  currency: plain,
  longText: (value) => ({ kind: 'long', text: String(value) }),
  email: (value) => ({
    kind: 'link',
    text: String(value),
    href: `mailto:${String(value)}`,
    isOutside: false,
  }),
  phone: (value) => ({ kind: 'link', text: String(value), href: phoneHref(String(value)), isOutside: false }),
  url: (value) => ({
    kind: 'link',
    text: shortAddress(String(value)),
    href: webHref(String(value)),
    isOutside: true,
  }),
  integer: number,
  number,
  money: showMoney,
  day: (value, { context }) => ({ kind: 'number', text: formatDay(String(value), context.region.locale) }),
  instant: showInstant,
  checkbox: (value) => ({ kind: 'flag', isYes: value === true }),
  choice: showChoice,
  tags: showTags,
  reference: showReference,
  user: showPerson,
};

function withUnit(number: string, unit: string | undefined): string {
  if (!unit) return number;
  return unit === '%' ? `${number}%` : `${number}\u00a0${unit}`;
}

function phoneHref(text: string): string {
  return `tel:${text.replace(/[^\d+]/g, '')}`;
}

/** Stored addresses were checked; what is none of ours to open is not made a link to run. */
function webHref(text: string): string {
  return /^https?:\/\//i.test(text) ? text : '#';
}

function shortAddress(text: string): string {
  return text.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

function showMoney(value: unknown, { context, field, record }: Shown): Cell {
  const { currencyField } = field.field;
  const given = currencyField ? record[currencyField] : null;
  const currency = typeof given === 'string' ? given : context.scope.workspace.currency;
  return { kind: 'money', text: formatMoney(Number(value), currency, context.region.locale) };
}

function showInstant(value: unknown, { context }: Shown): Cell {
  const instant = String(value);
  const text = formatAgo(instant, context.region.locale, context.runtime.now());
  return { kind: 'time', instant, text, title: formatMoment(instant, context.region) };
}

function showChoice(value: unknown, { field }: Shown): Cell {
  const choice = field.field.choices?.find((one) => one.value === value);
  return { kind: 'badge', text: choice?.label ?? String(value), colour: choice?.colour ?? 'plain' };
}

function showTags(value: unknown, { field }: Shown): Cell {
  const tags = Array.isArray(value) ? value.map(String) : [];
  const labelOf = (tag: string): string =>
    field.field.choices?.find((one) => one.value === tag)?.label ?? tag;
  return tags.length > 0 ? { kind: 'tags', tags: tags.map(labelOf) } : noCell;
}

function showReference(value: unknown, { context, field, record }: Shown): Cell {
  const target = targetOf(context, field.field);
  const id = String(value);
  const title = includedIn(record, field)?.title ?? context.titles.get(id);
  if (!target || title === undefined) return noCell;
  return { kind: 'record', text: title, href: recordUrl(context.scope.workspace.slug, target, id) };
}

function showPerson(_value: unknown, { field, record }: Shown): Cell {
  const name = includedIn(record, field)?.title;
  return name ? { kind: 'person', text: name } : noCell;
}
