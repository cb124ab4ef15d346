import { z } from 'zod';
import type { Field, Fields } from './field.ts';

type ValueOf<F> = F extends Field<infer Value> ? Value : never;

/** What an action gets: a field that may be empty may also be left out. */
export type InputOf<F extends Fields> = {
  readonly [Name in keyof F]: null extends ValueOf<F[Name]> ? ValueOf<F[Name]> | undefined : ValueOf<F[Name]>;
};

function inputField(field: Field): z.ZodType {
  if (field.default !== undefined) return field.schema.optional().default(field.default);
  return field.required ? field.schema : field.schema.optional();
}

/**
 * The input of an action from fields, so that its dialog can offer pickers and its API is strict.
 *
 * @example
 * const form = { reason: choice(['price', 'timing'], { required: true }), note: longText() };
 * const losing = { label: 'Lose', form, input: inputOf(form), access: 'crm:write', run: loseDeal };
 */
export function inputOf<F extends Fields>(fields: F): z.ZodType<InputOf<F>> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, inputField(field)]));
  return z.strictObject(shape) as unknown as z.ZodType<InputOf<F>>;
}
