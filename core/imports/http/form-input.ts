import { z } from 'zod';
import { InvalidInput } from '../../sdk/index.ts';

/** What a form sends: each name once, as text. */
export type Form = Readonly<Record<string, string>>;

const formShape = z.record(z.string(), z.string());

/** @throws InvalidInput when a form was made up */
export function formOf(body: unknown): Form {
  const parsed = formShape.safeParse(body ?? {});
  if (!parsed.success) throw new InvalidInput([{ path: [], message: 'Send each value of the form once.' }]);
  return parsed.data;
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
