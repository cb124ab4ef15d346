import { z } from 'zod';
import type { ResourceRef } from '../resource-ref.ts';
import type { Choice, Field, FieldKind, FieldOptions, Stored } from './field.ts';

interface Extras {
  readonly max?: number;
  readonly choices?: readonly Choice[];
  readonly target?: () => ResourceRef;
  readonly isGuarded?: boolean;
  readonly within?: string;
  readonly currencyField?: string;
  readonly unit?: string | undefined;
}

export function makeField<Value, const Options extends FieldOptions<Value>>(
  kind: FieldKind,
  schema: z.ZodType<Value>,
  options: Options | undefined,
  extras: Extras = {},
): Field<Stored<Value, Options>> {
  const settings: FieldOptions<Value> = options ?? {};
  const neverEmpty = settings.required || settings.filled || settings.default !== undefined;
  const stored = neverEmpty ? schema : z.nullable(schema);
  return {
    kind,
    schema: stored as unknown as z.ZodType<Stored<Value, Options>>,
    required: settings.required ?? false,
    default: settings.default as Stored<Value, Options> | undefined,
    label: settings.label,
    help: settings.help,
    personal: settings.personal ?? false,
    synonyms: settings.synonyms,
    max: extras.max,
    choices: extras.choices,
    target: extras.target,
    isGuarded: extras.isGuarded ?? false,
    within: extras.within,
    currencyField: extras.currencyField,
    unit: extras.unit,
  };
}
