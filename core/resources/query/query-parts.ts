import type { Resource } from '../../sdk/index.ts';
import { systemFields } from '../shape/columns.ts';
import { type ListQuery, newestFirst, type Sort } from './list-query.ts';
import type { QueryVocabulary } from './parse-list-query.ts';
import { sortNames } from './queryable.ts';

export type EditableQuery = { -readonly [Name in keyof ListQuery]: ListQuery[Name] };

/** Reads one parameter into the query; answers what is wrong, or null. */
type PartReader = (value: string, query: EditableQuery, vocabulary: QueryVocabulary) => string | null;

const mostRows = 200;
const mostOffset = 1_000_000;

export const partReaders: Readonly<Record<string, PartReader>> = {
  q: readSearch,
  sort: readSort,
  limit: readLimit,
  offset: readOffset,
  after: readAfter,
  fields: readFields,
  include: readInclude,
  total: readTotal,
  removed: readRemoved,
};

function readSearch(value: string, query: EditableQuery, { resource }: QueryVocabulary): string | null {
  query.search = value.replaceAll('\0', ' ').trim().slice(0, 200) || null;
  return resource.options.list.search ? null : 'This list cannot be searched.';
}

function readSort(
  value: string,
  query: EditableQuery,
  { resource, customFields }: QueryVocabulary,
): string | null {
  const names = sortNames(resource, customFields);
  const sort = parseSort(value, names);
  query.sort = sort ?? newestFirst;
  return sort ? null : `Sort by one of: ${names.join(', ')}.`;
}

function parseSort(text: string, names: readonly string[]): Sort | null {
  const field = text.startsWith('-') ? text.slice(1) : text;
  return names.includes(field) ? { field, direction: text.startsWith('-') ? 'desc' : 'asc' } : null;
}

function readLimit(value: string, query: EditableQuery): string | null {
  const limit = wholeNumber(value, 1, mostRows);
  query.limit = limit ?? query.limit;
  return limit === null ? `Use a number from 1 to ${mostRows}.` : null;
}

function readOffset(value: string, query: EditableQuery): string | null {
  const offset = wholeNumber(value, 0, mostOffset);
  query.offset = offset ?? 0;
  return offset === null ? `Use a number from 0 to ${mostOffset}; to go further, use after.` : null;
}

function wholeNumber(text: string, least: number, most: number): number | null {
  if (!/^\d{1,9}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function readAfter(value: string, query: EditableQuery): string | null {
  query.after = value || null;
  return null;
}

function readFields(value: string, query: EditableQuery, { resource }: QueryVocabulary): string | null {
  query.fields = value.split(',');
  return unknownNames(query.fields, [...Object.keys(resource.fields), ...systemFields]);
}

function readInclude(value: string, query: EditableQuery, { resource }: QueryVocabulary): string | null {
  query.include = value.split(',').filter(Boolean);
  return unknownNames(query.include, includableFields(resource));
}

/** The reference and user fields, which `include` can follow. */
export function includableFields(resource: Resource): string[] {
  return Object.entries(resource.fields).flatMap(([name, field]) =>
    field.kind === 'reference' || field.kind === 'user' ? [name] : [],
  );
}

function unknownNames(given: readonly string[], known: readonly string[]): string | null {
  return given.every((name) => known.includes(name)) ? null : `Use only: ${known.join(', ')}.`;
}

function readTotal(value: string, query: EditableQuery): string | null {
  if (value !== 'capped' && value !== 'exact') return 'Use capped or exact.';
  query.total = value;
  return null;
}

function readRemoved(value: string, query: EditableQuery): string | null {
  query.removed = value === 'true';
  return value === 'true' || value === 'false' ? null : 'Use true or false.';
}
