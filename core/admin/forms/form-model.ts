export interface FormOption {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

export interface FormOptionGroup {
  /** Null for options that stand by themselves. */
  readonly label: string | null;
  /** What its options belong to: the value of the field that narrows them; null for none. */
  readonly key: string | null;
  readonly options: readonly FormOption[];
}

export type FormControl =
  | 'text'
  | 'textarea'
  | 'number'
  | 'money'
  | 'date'
  | 'datetime'
  | 'checkbox'
  | 'select'
  | 'checks'
  | 'tags'
  | 'picker';

/** One field as a form shows it. */
export interface FormField {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly help: string | null;
  readonly isRequired: boolean;
  readonly isWide: boolean;
  readonly control: FormControl;
  /** Of a text input: `email`, `tel`, `url` or `text`. */
  readonly inputType: string;
  readonly max: number | null;
  readonly value: string;
  /** What it held when the form was opened. */
  readonly was: string;
  readonly isChecked: boolean;
  readonly groups: readonly FormOptionGroup[];
  /** The input whose value narrows what may be chosen here, by its id; null where none does. */
  readonly narrowedBy: string | null;
  /** The currency beside an amount: a field of its own, or only its code. */
  readonly currency: { readonly field: FormField | null; readonly code: string } | null;
  /** For choosing a record by typing: what is shown, what the chosen one is called, where to look. */
  readonly picker: { readonly words: string; readonly wasWords: string; readonly searchUrl: string } | null;
  readonly problem: string | null;
  /** What somebody else entered meanwhile. */
  readonly theirs: { readonly text: string; readonly value: string } | null;
}

export interface FormSectionModel {
  readonly title: string | null;
  readonly fields: readonly FormField[];
}

export interface FormModel {
  readonly action: string;
  readonly submitWords: string;
  readonly cancelUrl: string;
  readonly sections: readonly FormSectionModel[];
  /** The version the form was opened with; null for a new record. */
  readonly version: number | null;
  readonly returnTo: string | null;
  /** What is wrong with the whole of it. */
  readonly problem: string | null;
  readonly isConflict: boolean;
  readonly problemCount: number;
  /** Sent along unseen. */
  readonly hidden?: readonly { readonly name: string; readonly value: string }[];
  /** A second button that only shows what would happen; null where there is nothing to show. */
  readonly previewWords?: string | null;
}
