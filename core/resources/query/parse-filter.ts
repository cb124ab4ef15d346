import { type Condition, type FieldProblem, type Operator, operators } from '../../sdk/index.ts';
import { operatorsOf } from './field-kinds.ts';
import type { QueryVocabulary } from './parse-list-query.ts';
import { parseFilterValue } from './parse-value.ts';
import { filterNames, type Queryable, queryable } from './queryable.ts';

export type ParsedCondition = { readonly condition: Condition } | { readonly problem: FieldProblem };

const filterKey = /^filter\[([A-Za-z0-9_.-]{1,80})\](?:\[([A-Za-z]{1,20})\])?$/;

/** `filter[status]` compares for equality, `filter[valueMinor][gte]` as it says. */
export function parseFilter(vocabulary: QueryVocabulary, key: string, value: string): ParsedCondition {
  const match = filterKey.exec(key);
  if (!match?.[1])
    return {
      problem: { path: [key], message: 'Write filter[field]=value or filter[field][operator]=value.' },
    };
  return parseComparison(vocabulary, match[1], match[2] ?? defaultOperator(vocabulary, match[1]), value, [
    'filter',
    match[1],
  ]);
}

function defaultOperator({ resource, customFields }: QueryVocabulary, name: string): Operator {
  const found = queryable(resource, customFields, name);
  return found?.field.kind === 'tags' ? 'includes' : 'is';
}

/** One comparison, held to the declared filters and to what the field's kind can do. */
export function parseComparison(
  vocabulary: QueryVocabulary,
  name: string,
  operator: unknown,
  value: unknown,
  path: readonly (string | number)[],
): ParsedCondition {
  const refuse = (message: string): ParsedCondition => ({ problem: { path, message } });
  const names = filterNames(vocabulary.resource, vocabulary.customFields);
  const found = names.includes(name) ? queryable(vocabulary.resource, vocabulary.customFields, name) : null;
  if (!found) return refuse(`Filter by one of: ${names.join(', ')}.`);
  const known = allowedOperators(found);
  if (!isOperator(operator) || !known.includes(operator))
    return refuse(`Compare with one of: ${known.join(', ')}.`);
  const parsed = parseFilterValue(found.field, operator, value, vocabulary);
  if ('problem' in parsed) return refuse(parsed.problem);
  return { condition: { field: name, operator, value: parsed.value } };
}

/** Multi-choice values are kept one by one, so they compare like a single choice. */
export function allowedOperators({ field, custom }: Queryable): readonly Operator[] {
  return custom?.kind === 'multiChoice' ? ['includes', 'empty'] : operatorsOf(field.kind);
}

function isOperator(value: unknown): value is Operator {
  return (operators as readonly unknown[]).includes(value);
}
