import { z } from 'zod';
import type { Field, FieldOptions, Stored } from './field.ts';
import { makeField } from './make-field.ts';

export interface NumberOptions extends FieldOptions<number> {
  readonly min?: number;
  readonly max?: number;
  /** Written after it on screen: `%`, `km`, `h`. */
  readonly unit?: string;
}

function bounded(schema: z.ZodNumber, options: NumberOptions | undefined, least: number, most: number) {
  const min = options?.min ?? least;
  const max = options?.max ?? most;
  return schema.min(min, `Enter ${min} or more.`).max(max, `Enter ${max} or less.`);
}

const int32 = 2_147_483_647;

/** A whole number that fits 32 bits. @example leadScore: integer({ min: 0, default: 0 }) */
export function integer<const Options extends NumberOptions>(
  options?: Options,
): Field<Stored<number, Options>> {
  const schema = bounded(z.int('Enter a whole number.'), options, -int32, int32);
  return makeField<number, Options>('integer', schema, options, { unit: options?.unit });
}

/** A number with decimals, double precision. Never for money. @example weight: decimal({ min: 0 }) */
export function decimal<const Options extends NumberOptions>(
  options?: Options,
): Field<Stored<number, Options>> {
  const schema = bounded(z.number('Enter a number.'), options, -1e15, 1e15);
  return makeField<number, Options>('number', schema, options, { unit: options?.unit });
}

export interface MoneyOptions extends Omit<NumberOptions, 'unit'> {
  /** The field of the same resource that holds the ISO 4217 currency. */
  readonly currencyField: string;
}

/** An amount in the minor unit of its currency (cents), whole numbers only. @example valueMinor: money({ currencyField: 'currency' }) */
export function money<const Options extends MoneyOptions>(options: Options): Field<Stored<number, Options>> {
  const most = Number.MAX_SAFE_INTEGER;
  const schema = bounded(z.int('Enter an amount.'), options, -most, most);
  return makeField<number, Options>('money', schema, options, { currencyField: options.currencyField });
}

/** A currency by its ISO 4217 code. @example currency: currency({ default: 'EUR' }) */
export function currency<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  const codes = new Set(Intl.supportedValuesOf('currency'));
  const schema = z
    .string('Choose a currency.')
    .toUpperCase()
    .refine((code) => codes.has(code), 'Use a currency code such as EUR or USD.');
  return makeField<string, Options>('currency', schema, options, { max: 3 });
}
