import type { CustomField } from '../../custom-fields/custom-field.ts';
import { type Condition, type FieldProblem, InvalidInput, type Resource } from '../../sdk/index.ts';
import { everything, type ListQuery, newestFirst } from './list-query.ts';
import { parseFilter } from './parse-filter.ts';
import type { ValueContext } from './parse-value.ts';
import { parseWhere } from './parse-where.ts';
import { type EditableQuery, partReaders } from './query-parts.ts';

/** What a question may speak of. */
export interface QueryVocabulary extends ValueContext {
  readonly resource: Resource;
  readonly customFields: readonly CustomField[];
}

type Problems = FieldProblem[];

/**
 * Read `?filter[status]=lead&filter[valueMinor][gte]=100&where={…}&q=…&sort=-createdAt&limit=50&offset=0
 * &after=…&fields=a,b&include=companyId&total=capped&removed=true`. Every problem is told at once.
 *
 * @throws InvalidInput
 */
export function parseListQuery(vocabulary: QueryVocabulary, parameters: URLSearchParams): ListQuery {
  const plain = { ...everything, sort: vocabulary.resource.options.list.order ?? newestFirst };
  if (parameters.size === 0) return plain;
  const problems: Problems = [];
  const filters: Condition[] = [];
  const query = { ...plain };
  for (const [name, value] of parameters) {
    if (parameters.getAll(name).length > 1) problems.push({ path: [name], message: 'Give this only once.' });
    else if (name.startsWith('filter[')) addFilter(vocabulary, name, value, filters, problems);
    else if (name === 'where') addWhere(vocabulary, value, filters, problems);
    else readPart(vocabulary, name, value, query, problems);
  }
  if (query.after !== null && query.offset > 0) {
    problems.push({ path: ['offset'], message: 'Use either after or offset.' });
  }
  if (problems.length > 0) throw new InvalidInput(problems, 'The question could not be understood.');
  return { ...query, condition: { all: filters } };
}

function addFilter(
  vocabulary: QueryVocabulary,
  name: string,
  value: string,
  filters: Condition[],
  problems: Problems,
): void {
  const parsed = parseFilter(vocabulary, name, value);
  if ('problem' in parsed) problems.push(parsed.problem);
  else filters.push(parsed.condition);
}

function addWhere(
  vocabulary: QueryVocabulary,
  value: string,
  filters: Condition[],
  problems: Problems,
): void {
  const parsed = parseWhere(vocabulary, value);
  if ('problem' in parsed) problems.push(parsed.problem);
  else filters.push(parsed.condition);
}

function readPart(
  vocabulary: QueryVocabulary,
  name: string,
  value: string,
  query: EditableQuery,
  problems: Problems,
): void {
  const read = Object.hasOwn(partReaders, name) ? partReaders[name] : undefined;
  const message = read ? read(value, query, vocabulary) : 'There is no such parameter.';
  if (message) problems.push({ path: [name], message });
}
