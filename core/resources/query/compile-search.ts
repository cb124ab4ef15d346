import { searchFunctionName } from '../../db/migrations/search-sql.ts';
import { identifier } from '../../db/statement.ts';
import { type CompileTarget, likeText } from './compile-condition.ts';
import { countCap, type ListQuery } from './list-query.ts';

/** Every word must occur; the longest comes first, it narrows most. */
export function searchPatterns(search: string): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  return words.sort((a, b) => b.length - a.length).map((word) => `%${likeText(word)}%`);
}

/**
 * Contains-search by the table's reviewed function, the only place that may use the trigram index
 * under row-level security. Without other conditions it can stop at the page's own end.
 */
export function searchSql(target: CompileTarget, search: string, most: number): string {
  const name = identifier(searchFunctionName(target.resource.options.table));
  const patterns = target.parameters.add(searchPatterns(search));
  return `t.id = any(array(select ${name}(${patterns}::text[], ${target.parameters.add(most)})))`;
}

/** How many matches are worth fetching before the rest of the conditions is applied. */
export function searchReach(query: ListQuery, isNarrowed: boolean): number {
  const isPlain = !isNarrowed && query.sort.field === 'createdAt' && query.sort.direction === 'desc';
  return isPlain && query.after === null ? query.offset + query.limit + 1 : countCap + 1;
}
