import type { RecordJson } from '../../resources/shape/record-json.ts';
import { recordIdTarget } from '../mapping/import-target.ts';
import type { Draft } from './draft-row.ts';
import { keyText, type Matches } from './find-matches.ts';
import type { ImportPlan } from './import-plan.ts';

/** Which record a row is about, or why that cannot be told. */
export type Match =
  | { readonly before: RecordJson | null }
  | { readonly skip: string }
  | { readonly problem: string };

/** The value of a row's key in the form it is stored; null when the row has none that can be one. */
export function keyValue({ key, resource }: ImportPlan, draft: Draft): unknown {
  if (!key) return null;
  if (key.target.name === recordIdTarget) return draft.id;
  const given = draft.values[key.target.name];
  if (given === undefined) return null;
  const parsed = resource.fields[key.target.name]?.schema.safeParse(given);
  return parsed?.success ? parsed.data : null;
}

export function matchRow({ key, options }: ImportPlan, value: unknown, matches: Matches): Match {
  if (!key) return { before: null };
  const { label, name } = key.target;
  const found = value === null ? [] : (matches.get(keyText(value)) ?? []);
  if (options.mode === 'create') {
    return found.length > 0 ? { skip: `A record with this ${label} is there already.` } : { before: null };
  }
  if (found.length > 1)
    return { problem: `${found.length} records share this ${label}; merge or remove the others first.` };
  if (found[0]) return { before: found[0] };
  if (options.mode === 'upsert' && (value === null || name !== recordIdTarget)) return { before: null };
  if (value === null) return { problem: `The row has no ${label} to find its record by.` };
  const unknown = `No record has this ${label}.`;
  return options.mode === 'update' ? { skip: unknown } : { problem: unknown };
}
