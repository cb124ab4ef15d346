import type { z } from 'zod';
import type { ResourceRef } from '../resource-ref.ts';

/** What a field holds; lists, forms, filters and columns follow from it. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'url'
  | 'integer'
  | 'number'
  | 'money'
  | 'currency'
  | 'day'
  | 'instant'
  | 'checkbox'
  | 'choice'
  | 'tags'
  | 'reference'
  | 'user';

/** One value of a closed list, with its words. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** A colour name of the design system: blue, green, red, yellow, purple … */
  readonly colour?: string;
  /** A Tabler icon name; a timeline shows it for a record of this kind. */
  readonly icon?: string;
  /** Words that other programs use for it in files: an import takes them for this one. */
  readonly synonyms?: readonly string[];
}

/** What every field can say of itself. */
export interface FieldOptions<Value> {
  /** Words on screen; default: made from the field's name. */
  readonly label?: string;
  /** One sentence under the input. */
  readonly help?: string;
  /** Must be given and may never be empty. */
  readonly required?: boolean;
  /** Used when a creation leaves the field out. */
  readonly default?: Value;
  /** Other names people give it at the top of a column in files: `['Account name', 'Employer']`. */
  readonly synonyms?: readonly string[];
  /** Never empty, yet a creation may leave it out: `prepare` fills it in. */
  readonly filled?: boolean;
  /** Does it say something about a person? Then a `personalData` of the plugin must answer for its table. */
  readonly personal?: boolean;
}

/** One column of a resource as inert data: its type, its rules and how it looks. */
export interface Field<Value = unknown> {
  readonly kind: FieldKind;
  /** What may be stored. Null is part of it unless the field is required or has a default. */
  readonly schema: z.ZodType<Value>;
  readonly required: boolean;
  readonly default: Value | undefined;
  readonly label: string | undefined;
  readonly help: string | undefined;
  /** Does it say something about a person? */
  readonly personal?: boolean;
  /** Names of columns that an import takes for this field, besides its own and the usual words. */
  readonly synonyms?: readonly string[] | undefined;
  /** Longest text taken, in characters. */
  readonly max: number | undefined;
  /** The values of a choice, in order. */
  readonly choices: readonly Choice[] | undefined;
  /** What a reference points at. */
  readonly target: (() => ResourceRef) | undefined;
  /** The other record may not go to the trash while this one points at it. */
  readonly isGuarded: boolean;
  /** The field that narrows what a reference offers. */
  readonly within: string | undefined;
  /** Written after a number: `%`, `km`, `h`. */
  readonly unit?: string | undefined;
  /** The name of the field that holds the ISO 4217 currency of a money field. */
  readonly currencyField: string | undefined;
}

/** Fields by their names. */
export type Fields = Readonly<Record<string, Field>>;

/** A field is never null when it is required, is filled in or has a default. */
export type Stored<Value, Options> = Options extends
  | { required: true }
  | { filled: true }
  | { default: Value }
  ? Value
  : Value | null;
