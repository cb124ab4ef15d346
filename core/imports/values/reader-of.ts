import { unguardCell } from '../../csv/write-row.ts';
import type { Field } from '../../sdk/index.ts';
import type { Converted, ReadCell } from './converted.ts';
import type { DateOrder } from './date-order.ts';
import type { DecimalMark } from './decimal-mark.ts';
import { readCheckbox } from './read-checkbox.ts';
import { choiceFinder } from './read-choice.ts';
import { dateTerms, readDay } from './read-day.ts';
import { readInstant } from './read-instant.ts';
import { readList } from './read-list.ts';
import { readNumber } from './read-number.ts';
import { tidyEmail, tidyLine, tidyPhone, tidyUrl } from './tidy-text.ts';

/** How the cells of one column are to be understood. */
export interface ReadTerms {
  readonly dateOrder: DateOrder;
  readonly decimalMark: DecimalMark;
  readonly locale: string;
  readonly timezone: string;
}

/** Makes the function that reads cells for a field. References, users and money need their row and are read later, as text. */
export function readerOf(field: Field, terms: ReadTerms): ReadCell {
  const read = plainReader(field, terms);
  return (text) => read(unguardCell(text));
}

function plainReader(field: Field, terms: ReadTerms): ReadCell {
  switch (field.kind) {
    case 'text':
    case 'currency':
      return value(tidyLine);
    case 'longText':
    case 'reference':
    case 'user':
    case 'money':
      return value((text) => text.trim());
    case 'email':
      return value(tidyEmail);
    case 'phone':
      return value(tidyPhone);
    case 'url':
      return value(tidyUrl);
    case 'tags':
      return tagsReader(field);
    case 'choice':
      return choiceReader(field);
    default:
      return measuredReader(field, terms);
  }
}

function measuredReader(field: Field, terms: ReadTerms): ReadCell {
  const dates = dateTerms(terms.dateOrder, terms.locale);
  switch (field.kind) {
    case 'day':
      return orProblem((text) => readDay(text, dates), 'This is not a date.');
    case 'instant':
      return orProblem((text) => readInstant(text, dates, terms.timezone), 'This is not a date and time.');
    case 'checkbox':
      return orProblem(readCheckbox, 'This is neither yes nor no.');
    default:
      return orProblem((text) => readNumber(text, terms.decimalMark), 'This is not a number.');
  }
}

function value(tidy: (text: string) => string): ReadCell {
  return (text) => ({ value: tidy(text) });
}

function orProblem(read: (text: string) => unknown, problem: string): ReadCell {
  return (text) => {
    const found = read(text);
    return found === null ? { problem } : { value: found };
  };
}

function choiceReader(field: Field): ReadCell {
  const choices = field.choices ?? [];
  const find = choiceFinder(choices);
  const labels = choices.slice(0, 8).map((choice) => choice.label);
  const known = labels.join(', ') + (choices.length > labels.length ? ', …' : '');
  return orProblem(find, `This is none of: ${known}.`);
}

/** Free labels, or several of a closed list where the workspace made one. */
function tagsReader(field: Field): ReadCell {
  const { choices } = field;
  if (!choices) return (text) => ({ value: readList(text) });
  const read = choiceReader(field);
  return (text) => {
    const found = readList(text).map(read);
    return found.find(isProblem) ?? { value: found.map((one) => ('value' in one ? one.value : null)) };
  };
}

function isProblem(converted: Converted): boolean {
  return 'problem' in converted;
}
