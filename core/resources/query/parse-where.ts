import { z } from 'zod';
import type { Condition } from '../../sdk/index.ts';
import { type ParsedCondition, parseComparison } from './parse-filter.ts';
import type { QueryVocabulary } from './parse-list-query.ts';

const leaf = z.strictObject({ field: z.string().max(80), operator: z.string().max(20), value: z.unknown() });
const group = z.union([
  z.strictObject({ all: z.array(z.unknown()) }),
  z.strictObject({ any: z.array(z.unknown()) }),
]);

const deepest = 4;
const most = 50;

interface Budget {
  left: number;
}

/** Conditions in groups, as JSON: `{"any":[{"field":"status","operator":"is","value":"lead"},{"all":[…]}]}`. */
export function parseWhere(vocabulary: QueryVocabulary, text: string): ParsedCondition {
  const given = parseJson(text);
  if (given === undefined) return problem(['where'], 'Write the condition as JSON.');
  return parseNode(vocabulary, given, ['where'], { left: most });
}

function parseNode(
  vocabulary: QueryVocabulary,
  given: unknown,
  path: readonly (string | number)[],
  budget: Budget,
): ParsedCondition {
  budget.left -= 1;
  if (budget.left < 0) return problem(path, `Use at most ${most} comparisons.`);
  const one = leaf.safeParse(given);
  if (one.success)
    return parseComparison(vocabulary, one.data.field, one.data.operator, one.data.value, path);
  const many = group.safeParse(given);
  if (!many.success) return problem(path, 'Write {"field","operator","value"}, {"all":[…]} or {"any":[…]}.');
  return parseGroup(vocabulary, many.data, path, budget);
}

function parseGroup(
  vocabulary: QueryVocabulary,
  given: z.infer<typeof group>,
  path: readonly (string | number)[],
  budget: Budget,
): ParsedCondition {
  if (path.length > deepest * 2) return problem(path, `Nest at most ${deepest} groups.`);
  const word = 'all' in given ? 'all' : 'any';
  const parts: Condition[] = [];
  for (const [index, part] of ('all' in given ? given.all : given.any).entries()) {
    const parsed = parseNode(vocabulary, part, [...path, word, index], budget);
    if ('problem' in parsed) return parsed;
    parts.push(parsed.condition);
  }
  return { condition: word === 'all' ? { all: parts } : { any: parts } };
}

function problem(path: readonly (string | number)[], message: string): ParsedCondition {
  return { problem: { path, message } };
}

function parseJson(text: string): unknown {
  if (text.length > 20_000) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
