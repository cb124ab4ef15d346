import { z } from 'zod';
import { humanise } from '../naming.ts';
import type { Choice, Field, FieldOptions, Stored } from './field.ts';
import { makeField } from './make-field.ts';

type ChoiceList<Value extends string> =
  | Readonly<Record<Value, string | Omit<Choice, 'value'>>>
  | readonly Value[];

function isList<Value extends string>(choices: ChoiceList<Value>): choices is readonly Value[] {
  return Array.isArray(choices);
}

function toChoices<Value extends string>(choices: ChoiceList<Value>): Choice[] {
  if (isList(choices)) return choices.map((value) => ({ value, label: humanise(value) }));
  return Object.entries<string | Omit<Choice, 'value'>>(choices).map(([value, said]) =>
    typeof said === 'string' ? { value, label: said } : { value, ...said },
  );
}

/**
 * One of a closed list, stored as text.
 *
 * @example status: choice({ lead: { label: 'Lead', colour: 'blue' }, active: 'Active' }, { default: 'lead' })
 */
export function choice<const Value extends string, const Options extends FieldOptions<Value>>(
  choices: ChoiceList<Value>,
  options?: Options,
): Field<Stored<Value, Options>> {
  const list = toChoices(choices);
  const values = list.map((one) => one.value) as [Value, ...Value[]];
  const schema = z.enum(values, `Choose one of: ${values.join(', ')}.`) as unknown as z.ZodType<Value>;
  return makeField<Value, Options>('choice', schema, options, { choices: list });
}

/** Yes or no. @example isPrimary: checkbox({ default: false }) */
export function checkbox<const Options extends FieldOptions<boolean>>(
  options?: Options,
): Field<Stored<boolean, Options>> {
  return makeField<boolean, Options>('checkbox', z.boolean('Choose yes or no.'), options);
}

const tagList = z
  .array(z.string().trim().min(1).max(50, 'A tag has at most 50 characters.'), 'Enter a list of tags.')
  .max(50, 'Use at most 50 tags.')
  .transform((tags) => [...new Set(tags)]);

/** Free labels, at most 50, each at most 50 characters. @example tags: tags() */
export function tags(options: { label?: string; help?: string } = {}): Field<string[]> {
  return makeField<string[], { default: string[] }>('tags', tagList, { ...options, default: [] });
}
