import { dayIn } from '../../resources/query/relative-day.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Cell } from '../cells/cell.ts';
import { cellOf } from '../cells/cell-of.ts';
import { type ScreenField, valueIn } from '../fields/screen-field.ts';
import { formatDayShort } from '../format/day.ts';
import type { BoardRequest } from './board-request.ts';
import { wholeMoney } from './whole-money.ts';

/** A value as a card shows it: as lists do, and shorter where a card has no room. */
export function cardCell(asked: BoardRequest, field: ScreenField, record: RecordJson): Cell {
  const cell = cellOf({ ...asked, titles: new Map() }, field, record);
  const value = valueIn(record, field);
  if (cell.kind === 'money') return { ...cell, text: moneyText(asked, field, record) };
  if (field.field.kind === 'day' && cell.kind === 'number') {
    return { ...cell, text: formatDayShort(String(value), asked.region.locale, yearNow(asked)) };
  }
  return cell;
}

function moneyText({ scope, region }: BoardRequest, field: ScreenField, record: RecordJson): string {
  const given = record[field.field.currencyField ?? ''];
  const currency = typeof given === 'string' ? given : scope.workspace.currency;
  return wholeMoney(Number(valueIn(record, field)), currency, region.locale);
}

function yearNow({ runtime, region }: BoardRequest): string {
  return dayIn(region.timezone, runtime.now()).slice(0, 4);
}
