import { z } from 'zod';
import { checkbox } from '../sdk/fields/choice-fields.ts';
import { makeField } from '../sdk/fields/make-field.ts';
import { decimal, integer } from '../sdk/fields/number-fields.ts';
import { reference } from '../sdk/fields/relation-fields.ts';
import { text, url } from '../sdk/fields/text-fields.ts';
import { day } from '../sdk/fields/time-fields.ts';
import type { Field } from '../sdk/index.ts';
import type { CustomField } from './custom-field.ts';

type Definition = Omit<CustomField, 'field'>;

/** Longest comparable text: it must fit an index entry. */
const longest = 500;

/** The SDK field whose rules a workspace's own field follows. */
export function customFieldRules(definition: Definition): Field {
  const settings = { label: definition.label, required: definition.required };
  switch (definition.kind) {
    case 'text':
      return text({ ...settings, max: longest });
    case 'url':
      return url(settings);
    case 'number':
      return decimal(settings);
    case 'money':
      return { ...integer({ ...settings, min: -1e15, max: 1e15 }), kind: 'money' };
    case 'day':
      return day(settings);
    case 'checkbox':
      return checkbox(settings);
    case 'choice':
      return choiceField(definition);
    case 'multiChoice':
      return multiChoiceField(definition);
    case 'relation':
      return reference(() => ({ id: definition.target ?? '' }), settings);
  }
}

function valuesOf(definition: Definition): [string, ...string[]] {
  return definition.choices.map((choice) => choice.value) as [string, ...string[]];
}

function choiceField(definition: Definition): Field {
  const schema = z.enum(valuesOf(definition), 'Choose one of the list.');
  return makeField(
    'choice',
    schema,
    { label: definition.label, required: definition.required },
    { choices: definition.choices },
  );
}

function multiChoiceField(definition: Definition): Field {
  const values = z
    .array(z.enum(valuesOf(definition), 'Choose from the list.'), 'Choose from the list.')
    .max(50);
  const schema = definition.required ? values.min(1, 'Choose at least one.') : values;
  return makeField(
    'tags',
    schema,
    { label: definition.label, required: definition.required },
    { choices: definition.choices },
  );
}
