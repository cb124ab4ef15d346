import type { Request } from 'express';
import { listOf } from '../../http/form-body.ts';

/** What a form sends, by name. */
export type Form = Readonly<Record<string, string>>;

/** Of a value that was sent twice the last counts: a box that is ticked follows its hidden "no". */
export function formOf(request: Request): Form {
  const names = Object.keys((request.body ?? {}) as object);
  return Object.fromEntries(names.map((name) => [name, listOf(request, name).at(-1) ?? '']));
}

const isOn = (text: string | undefined): boolean => text === 'on' || text === 'true' || text === '1';

/** The form about how a file is written, as the API would be told. */
export function formatInputOf(form: Form): object {
  return {
    charset: form.charset,
    delimiter: form.delimiter,
    headerLine: form.headerLine === undefined ? undefined : Number(form.headerLine),
    shortRows: isOn(form.shortRows),
  };
}

/** The form about what columns fill, as the API would be told. */
export function mappingInputOf(form: Form, columns: readonly string[]): object {
  return {
    columns: columns.map((column, index) => ({ column, ...columnInput(form, `columns.${index}.`) })),
    options: { mode: form.mode, key: form.key === '' ? null : form.key, clearEmpty: isOn(form.clearEmpty) },
  };
}

/** Only what the page showed was sent; the rest stays as it is. */
function columnInput(form: Form, prefix: string): object {
  const given = (name: string) => form[`${prefix}${name}`];
  const field = given('field');
  const settings = {
    dateOrder: given('dateOrder'),
    decimalMark: given('decimalMark'),
    otherwise: given('otherwise'),
  };
  const sent = Object.entries(settings).filter(([, value]) => value !== undefined);
  return {
    ...(field === undefined ? {} : { field: field === '' ? null : field }),
    ...Object.fromEntries(sent),
  };
}
