import type { CustomField } from '../../custom-fields/custom-field.ts';
import { hasChoices } from './fields-model.ts';

/** A form about a field, as it was typed. */
export interface FieldText {
  readonly label: string;
  readonly kind: string;
  readonly help: string;
  /** One on each line. */
  readonly choices: string;
  readonly target: string;
  readonly isRequired: boolean;
}

export const emptyField: FieldText = {
  ...{ label: '', kind: '', help: '', choices: '', target: '', isRequired: false },
};

export function textOfField({ label, kind, help, choices, target, required }: CustomField): FieldText {
  const lines = choices.map((choice) => choice.label).join('\n');
  return { label, kind, help: help ?? '', choices: lines, target: target ?? '', isRequired: required };
}

/** What defines a new field; the kind decides which of the rest counts. */
export function definitionFrom(text: FieldText): object {
  const { label, kind } = text;
  return {
    ...{ label, kind, ...commonFrom(text) },
    choices: kind === 'choice' || kind === 'multiChoice' ? choicesIn(text.choices) : [],
    target: kind === 'relation' ? text.target : null,
  };
}

/** What changes of a field there is. */
export function changeFrom(field: CustomField, text: FieldText): object {
  const choices = hasChoices(field) ? { choices: choicesIn(text.choices) } : {};
  return { label: text.label, ...commonFrom(text), ...choices };
}

function commonFrom({ help, isRequired }: FieldText): object {
  return { help: help.trim() === '' ? null : help, required: isRequired };
}

/** `a`, `b` from two lines; empty lines and repetitions are left out. */
export function choicesIn(lines: string): string[] {
  const choices = lines.split('\n').map((line) => line.trim());
  return [...new Set(choices.filter((choice) => choice !== ''))];
}
