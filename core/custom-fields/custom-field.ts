import type { Field } from '../sdk/index.ts';

/** What a workspace may add. */
export const customKinds = [
  'text',
  'number',
  'money',
  'day',
  'choice',
  'multiChoice',
  'checkbox',
  'url',
  'relation',
] as const;

export type CustomKind = (typeof customKinds)[number];

/** A field that a workspace added to a resource. */
export interface CustomField {
  readonly id: string;
  readonly resource: string;
  /** Its name in `custom`, in filters and in files; never changes. */
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  readonly kind: CustomKind;
  readonly required: boolean;
  /** The values of a choice, in order. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The resource a relation points at. */
  readonly target: string | null;
  readonly position: number;
  readonly isArchived: boolean;
  /** The rules of its values, in the words of the SDK. */
  readonly field: Field;
}

/** The column of `custom_values` that carries a kind's comparable value. */
export function valueColumn(kind: CustomKind): 'text_value' | 'number_value' | 'day_value' | 'flag_value' {
  if (kind === 'number' || kind === 'money') return 'number_value';
  if (kind === 'day') return 'day_value';
  return kind === 'checkbox' ? 'flag_value' : 'text_value';
}
