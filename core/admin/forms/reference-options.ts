import { includeName } from '../../resources/query/compile-include.ts';
import { everything, type Sort } from '../../resources/query/list-query.ts';
import { includableFields } from '../../resources/query/query-parts.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Condition, type Resource, where } from '../../sdk/index.ts';
import { titleOf } from '../fields/title.ts';

export interface Offered {
  readonly id: string;
  readonly title: string;
  /** What it belongs to, where that tells records of the same name apart. */
  readonly group: { readonly id: string; readonly title: string } | null;
}

/** Up to here all records are offered at once; beyond, one finds them by typing. */
export const mostOffered = 30;

interface Looking {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly target: Resource;
}

/** All records of a small resource in their own order, or null when there are too many to choose from. */
export async function allOffered(looking: Looking, groupBy: string | null): Promise<Offered[] | null> {
  const { target } = looking;
  const group = groupBy !== null && includableFields(target).includes(groupBy) ? groupBy : null;
  const data = await look(looking, { limit: mostOffered + 1, include: group ? [group] : [] });
  if (data.length > mostOffered) return null;
  return data.map((record) => ({
    id: record.id,
    title: titleOf(target, record),
    group: group ? ((record[includeName(group)] ?? null) as Offered['group']) : null,
  }));
}

/** The first records that match what was typed. */
export async function matchingOffered(
  looking: Looking,
  words: string,
  limit: number,
  within: Condition | null = null,
): Promise<Offered[]> {
  const { target } = looking;
  const typed = words.trim();
  const isSearchable = (target.options.list.search?.length ?? 0) > 0;
  const [title] = target.options.title;
  const isNamed = typed !== '' && !isSearchable;
  const conditions = [...(within ? [within] : []), ...(isNamed ? [where(title, 'contains', typed)] : [])];
  const data = await look(looking, {
    limit,
    condition: { all: conditions },
    ...(typed && isSearchable && { search: typed }),
  });
  return data.map((record) => ({ id: record.id, title: titleOf(target, record), group: null }));
}

interface LookTerms {
  readonly limit: number;
  readonly include?: readonly string[];
  readonly search?: string;
  readonly condition?: Condition;
}

async function look({ runtime, scope, target }: Looking, terms: LookTerms): Promise<readonly RecordJson[]> {
  const { data } = await listRecords(runtime, scope, target, {
    ...everything,
    sort: ownOrder(target),
    ...terms,
  });
  return data;
}

/** By position where a resource keeps one, else the newest first. */
export function ownOrder(resource: Resource): Sort {
  const isOrdered = resource.fields.position?.kind === 'integer';
  return isOrdered ? { field: 'position', direction: 'asc' } : everything.sort;
}
