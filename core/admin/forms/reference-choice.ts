import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { targetOf } from '../cells/cell-context.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { matchingOffered } from './reference-options.ts';
import { type Typed, textOf } from './typed.ts';

export interface ResolvedReferences {
  readonly typed: Typed;
  /** Keys of the catalogue with their values, by the field's name. */
  readonly problems: Readonly<Record<string, ReferenceProblem>>;
}

export interface ReferenceProblem {
  readonly key: 'form.problem.no-match' | 'form.problem.many-matches';
  readonly words: string;
}

/**
 * Where somebody typed a name without choosing from the list (as without JavaScript), find the record
 * it means: the only one of that name, or the only one that matches.
 */
export async function resolveReferences(
  asked: { readonly runtime: Runtime; readonly scope: Scope },
  fields: readonly ScreenField[],
  typed: Typed,
): Promise<ResolvedReferences> {
  const resolved: Record<string, Typed[string]> = { ...typed };
  const problems: Record<string, ReferenceProblem> = {};
  for (const field of fields.filter(({ field: { kind } }) => kind === 'reference')) {
    const answer = await resolveOne(asked, field, typed);
    if (typeof answer === 'string') resolved[field.name] = answer;
    else if (answer) problems[field.name] = answer;
  }
  return { typed: resolved, problems };
}

async function resolveOne(
  { runtime, scope }: { readonly runtime: Runtime; readonly scope: Scope },
  field: ScreenField,
  typed: Typed,
): Promise<string | ReferenceProblem | null> {
  if (typed[`${field.name}.words`] === undefined) return null;
  const words = textOf(typed, `${field.name}.words`).trim();
  if (words === '') return '';
  if (textOf(typed, field.name) && words === textOf(typed, `${field.name}.chosen`).trim()) return null;
  const target = targetOf({ runtime, scope }, field.field);
  const found = target ? await matchingOffered({ runtime, scope, target }, words, 10) : [];
  const named = found.filter(({ title }) => title.toLocaleLowerCase() === words.toLocaleLowerCase());
  const only = named.length === 1 ? named[0] : found.length === 1 ? found[0] : undefined;
  if (only) return only.id;
  return { key: found.length === 0 ? 'form.problem.no-match' : 'form.problem.many-matches', words };
}
