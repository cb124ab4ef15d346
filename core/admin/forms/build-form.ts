import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import type { Region } from '../format/region.ts';
import type { Translate } from '../translate.ts';
import { readingFor } from './currency-of.ts';
import { formFields } from './form-fields.ts';
import type { LaidOutSection } from './form-layout.ts';
import type { FormField, FormSectionModel } from './form-model.ts';
import type { ReferenceProblem } from './reference-choice.ts';
import type { Typed } from './typed.ts';

/** What a form holds and what is said about it. */
export interface FormState {
  readonly typed: Typed;
  /** What it was opened with. */
  readonly was: Typed;
  readonly problems: Readonly<Record<string, string>>;
  readonly theirs: Readonly<Record<string, { readonly text: string; readonly value: string }>>;
  readonly record: Readonly<Record<string, unknown>> | null;
}

export interface FormAsked {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly region: Region;
  readonly translate: Translate;
  readonly resource: Resource;
}

/** The sections of a form with their fields, as they stand. */
export async function buildSections(
  asked: FormAsked,
  sections: readonly LaidOutSection[],
  state: FormState,
): Promise<FormSectionModel[]> {
  const built = await buildFields(
    asked,
    sections.flatMap(({ fields }) => fields),
    state,
  );
  const byName = new Map(built.map((field) => [field.name, field]));
  return sections.map(({ title, isCustom, fields }) => ({
    title: isCustom ? asked.translate('form.own-fields') : title,
    fields: fields.flatMap(({ name }) => byName.get(name) ?? []),
  }));
}

export function buildFields(
  { runtime, scope, region, translate, resource }: FormAsked,
  fields: readonly ScreenField[],
  { typed, was, problems, theirs, record }: FormState,
): Promise<FormField[]> {
  const readingOf = readingFor(resource, region, scope.workspace.currency, { typed, record });
  return formFields({ runtime, scope, translate, resource, typed, was, problems, theirs, readingOf }, fields);
}

/** Keys of what could not be read as words, in one list with what references could not be found. */
export function problemWords(
  translate: Translate,
  read: Readonly<Record<string, string>>,
  references: Readonly<Record<string, ReferenceProblem>> = {},
): Record<string, string> {
  const words = Object.entries(read).map(([name, key]) => [name, translate(key)] as const);
  const lost = Object.entries(references).map(
    ([name, { key, words: given }]) => [name, translate(key, { words: given })] as const,
  );
  return Object.fromEntries([...words, ...lost]);
}
