import { z } from 'zod';
import type { Field, FieldOptions, Stored } from './field.ts';
import { makeField } from './make-field.ts';

export interface TextOptions extends FieldOptions<string> {
  /** Longest text taken, in characters. */
  readonly max?: number;
  /** Bring what was typed into the one form that is stored and compared. */
  readonly normalise?: (text: string) => string;
  /** What the text must look like, and the sentence for one that does not. */
  readonly pattern?: { readonly expression: RegExp; readonly message: string };
}

const printable = /^[^\0]*$/;

function boundedText(max: number) {
  return (
    z
      .string('Enter text.')
      .trim()
      // Nothing after this looks at a text of any length a stranger may choose.
      .max(max, { error: `Use at most ${max} characters.`, abort: true })
      .regex(printable, 'Remove the invisible characters.')
  );
}

function emptyRefused<Options extends TextOptions>(schema: z.ZodString, options: Options | undefined) {
  return options?.required ? schema.min(1, 'Fill this in.') : schema;
}

/** One line of text, 200 characters unless said otherwise. @example firstName: text({ max: 100 }) */
export function text<const Options extends TextOptions>(options?: Options): Field<Stored<string, Options>> {
  const max = options?.max ?? 200;
  const { normalise, pattern } = options ?? {};
  const written = normalise ? boundedText(max).overwrite(normalise) : boundedText(max);
  const shaped = pattern ? written.regex(pattern.expression, pattern.message) : written;
  return makeField<string, Options>('text', emptyRefused(shaped, options), options, { max });
}

/** Text of several lines, 20 000 characters unless said otherwise. @example notes: longText() */
export function longText<const Options extends TextOptions>(
  options?: Options,
): Field<Stored<string, Options>> {
  const max = options?.max ?? 20_000;
  return makeField<string, Options>('longText', emptyRefused(boundedText(max), options), options, { max });
}

const emailAddress = boundedText(254)
  .toLowerCase()
  .pipe(z.email('Enter an e-mail address such as ada@example.org.'));

/** An e-mail address (RFC 5321 lengths), stored trimmed and in lower case. @example email: email() */
export function email<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('email', emailAddress, options, { max: 254 });
}

const phoneNumber = boundedText(40).regex(
  /^[+(]*\s?[0-9][0-9\s()./\u2010-\u2015-]*((x|ext\.?|#|,|;)\s*[0-9]+)?$/i,
  'Enter a phone number such as +31 20 123 4567.',
);

/** A phone number as it was written. @example phone: phone() */
export function phone<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('phone', phoneNumber, options, { max: 40 });
}

/** People write `acme.com`; what has a scheme of its own is judged as it is. */
function withScheme(address: string): string {
  const [host = ''] = address.split(/[/?#]/, 1);
  const isBare = host.includes('.') && /^[^\s:@]+(:\d+)?$/.test(host);
  return isBare ? `https://${address}` : address;
}

const webAddress = boundedText(2_000)
  .overwrite(withScheme)
  .pipe(z.url({ protocol: /^https?$/, error: 'Enter a web address that starts with https:// or http://.' }));

/** A web address, http or https only; https where no scheme was written. @example website: url() */
export function url<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('url', webAddress, options, { max: 2_000 });
}
