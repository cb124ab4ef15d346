import type { CustomField, CustomKind } from '../../custom-fields/custom-field.ts';

export interface FieldResource {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly url: string;
  readonly count: number;
  readonly isCurrent: boolean;
}

/** One field of the workspace's own. */
export interface FieldLine {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly help: string | null;
  readonly icon: string;
  readonly kindWords: string;
  /** What it offers or points at. */
  readonly details: string;
  readonly isRequired: boolean;
  readonly editUrl: string;
  readonly archiveAction: string;
  readonly restoreAction: string;
  readonly moveAction: string;
  /** Where it would go one up or down; null at the ends. */
  readonly up: number | null;
  readonly down: number | null;
}

/** View `settings/fields`. */
export interface FieldsModel {
  readonly title: string;
  readonly resources: readonly FieldResource[];
  /** Null where no module takes fields of one's own. */
  readonly current: { readonly label: string; readonly manyInline: string; readonly newUrl: string } | null;
  readonly fields: readonly FieldLine[];
  readonly archived: readonly FieldLine[];
}

export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

/** View `settings/field`: a new one, or a change of one. Fields: label, kind, help, choices (a line each), target, required. */
export interface FieldFormModel {
  readonly title: string;
  readonly heading: string;
  readonly action: string;
  readonly cancelUrl: string;
  readonly submitWords: string;
  readonly values: { readonly label: string; readonly help: string; readonly choices: string };
  readonly isRequired: boolean;
  /** Empty where the kind is settled. */
  readonly kinds: readonly FieldOption[];
  readonly targets: readonly FieldOption[];
  /** Of a field there is already; null for a new one. */
  readonly kind: CustomKind | null;
  readonly hasChoices: boolean;
  readonly problems: Readonly<Record<string, string>>;
  readonly notice: string | null;
}

export function hasChoices({ kind }: Pick<CustomField, 'kind'>): boolean {
  return kind === 'choice' || kind === 'multiChoice';
}
