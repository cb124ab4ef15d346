import type { DateOrder } from './date-order.ts';
import { monthNames, plainMonth } from './month-names.ts';

export interface DateTerms {
  readonly order: DateOrder;
  readonly months: ReadonlyMap<string, number>;
}

/** A moment as it is written in a cell, before any time zone. */
export interface WrittenDate {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** What follows the day: a time, or nothing. */
  readonly rest: string;
}

export function dateTerms(order: DateOrder, locale: string): DateTerms {
  return { order, months: monthNames(locale) };
}

const yearFirst = /^(\d{4})([-/.\s])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/s;
const compact = /^(\d{4})(\d{2})(\d{2})(T.*)?$/s;
const yearLast = /^(\d{1,2})([-/.\s])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/s;
const weekday = /^\p{L}{2,12}\.?,\s+(?=\S)/u;
const dayMonthName = /^(\d{1,2})(?:st|nd|rd|th|\.)?[-\s]+(\p{L}+)\.?[-,\s]+(\d{4}|\d{2})(?!\d)(.*)$/su;
const monthNameDay = /^(\p{L}+)\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(\d{4})(?!\d)(.*)$/su;
const spreadsheetNumber = /^([2-7]\d{4})(?:\.(\d+))?$/;

/** Read a date in any of the ways people and programs write one; null when it is none. */
export function readWrittenDate(text: string, { order, months }: DateTerms): WrittenDate | null {
  const written = text.trim();
  const bare = written.replace(weekday, '');
  const dated = /^\d/.test(bare) ? bare : written;
  return (
    fromNumbers(dated, order) ??
    fromNames(dated, months) ??
    fromNames(bare, months) ??
    fromSpreadsheet(written)
  );
}

function fromNumbers(text: string, order: DateOrder): WrittenDate | null {
  const [, year, , month, day, rest] = yearFirst.exec(text) ?? [];
  if (year) return calendarDay(year, month, day, rest);
  const [, compactYear, compactMonth, compactDay, compactRest] = compact.exec(text) ?? [];
  if (compactYear) return calendarDay(compactYear, compactMonth, compactDay, compactRest);
  const [, first, , second, lastYear, lastRest] = yearLast.exec(text) ?? [];
  if (!first) return null;
  return order === 'dmy'
    ? calendarDay(lastYear, second, first, lastRest)
    : calendarDay(lastYear, first, second, lastRest);
}

function fromNames(text: string, months: ReadonlyMap<string, number>): WrittenDate | null {
  const [, day, month, year, rest] = dayMonthName.exec(text) ?? [];
  if (month) return calendarDay(year, months.get(plainMonth(month)), day, rest);
  const [, firstMonth, firstDay, firstYear, firstRest] = monthNameDay.exec(text) ?? [];
  return firstMonth ? calendarDay(firstYear, months.get(plainMonth(firstMonth)), firstDay, firstRest) : null;
}

/** Spreadsheets count days from the end of 1899; only numbers of our century and a bit are taken for dates. */
function fromSpreadsheet(text: string): WrittenDate | null {
  const [, days, fraction] = spreadsheetNumber.exec(text) ?? [];
  if (!days) return null;
  const milliseconds = Date.UTC(1899, 11, 30) + Math.round(Number(`${days}.${fraction ?? 0}`) * 86_400_000);
  const [day = '', time = ''] = new Date(milliseconds).toISOString().split('T');
  return { day, rest: fraction ? time.slice(0, 8) : '' };
}

type Part = string | number | undefined;

/** A real day, or null: there is no 31st of April. */
function calendarDay(year: Part, month: Part, day: Part, rest: string | undefined): WrittenDate | null {
  const full = fullYear(Number(year), String(year).length);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? { day: date.toISOString().slice(0, 10), rest: (rest ?? '').trim() } : null;
}

function fullYear(year: number, digits: number): number {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** A calendar day; a time after it is allowed and dropped. */
export function readDay(text: string, terms: DateTerms): string | null {
  return readWrittenDate(text, terms)?.day ?? null;
}
