import { z } from 'zod';
import type { Field, Operator } from '../../sdk/index.ts';
import { resolveDay } from './relative-day.ts';
import { resolveInstant } from './relative-instant.ts';

/** What a value may lean on. */
export interface ValueContext {
  readonly userId: string | null;
  /** Today in the workspace's time zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly now: Date;
}

type Parsed = { readonly value: unknown } | { readonly problem: string };

const yesNo: Readonly<Record<string, boolean>> = { true: true, false: false };
const partial = z
  .string()
  .trim()
  .min(1, 'Give something to look for.')
  .max(200)
  .regex(/^[^\0]*$/, 'Remove the invisible characters.');

/** A filter's value from the address bar or from JSON, checked by the field's own rules. */
export function parseFilterValue(
  field: Field,
  operator: Operator,
  given: unknown,
  context: ValueContext,
): Parsed {
  switch (operator) {
    case 'empty':
      return parseYesNo(given);
    case 'contains':
    case 'startsWith':
    case 'includes':
      return checked(partial, given);
    case 'in':
      return parseMany(field, listOf(given), context);
    case 'between':
      return parsePair(field, listOf(given), context);
    default:
      return given === null || given === 'null' ? parseNull(operator) : parseOne(field, given, context);
  }
}

function parseYesNo(given: unknown): Parsed {
  const value = typeof given === 'boolean' ? given : yesNo[String(given)];
  return value === undefined ? { problem: 'Use true or false.' } : { value };
}

function parseNull(operator: Operator): Parsed {
  if (operator === 'is' || operator === 'not') return { value: null };
  return { problem: 'Give a value to compare with.' };
}

function listOf(given: unknown): unknown[] {
  if (Array.isArray(given)) return given;
  return typeof given === 'string' ? given.split(',') : [given];
}

function parseMany(field: Field, given: readonly unknown[], context: ValueContext): Parsed {
  if (given.length === 0 || given.length > 200) return { problem: 'Give 1 to 200 values.' };
  const values: unknown[] = [];
  for (const one of given) {
    const parsed = parseOne(field, one, context);
    if ('problem' in parsed) return parsed;
    values.push(parsed.value);
  }
  return { value: values };
}

function parsePair(field: Field, given: readonly unknown[], context: ValueContext): Parsed {
  if (given.length !== 2) return { problem: 'Give two values: from and to.' };
  return parseMany(field, given, context);
}

function parseOne(field: Field, given: unknown, context: ValueContext): Parsed {
  if (field.kind === 'user' && given === 'me') {
    return context.userId ? { value: context.userId } : { problem: 'Nobody is signed in.' };
  }
  if (field.kind === 'day' && typeof given === 'string')
    return checked(field.schema, resolveDay(given, context.today));
  if (field.kind === 'instant' && typeof given === 'string')
    return checked(field.schema, resolveInstant(given, context.now));
  return checked(field.schema, typeof given === 'string' ? fromText(field, given) : given);
}

function fromText(field: Field, text: string): unknown {
  if (field.kind === 'integer' || field.kind === 'number' || field.kind === 'money') {
    return text.trim() === '' ? text : Number(text);
  }
  return field.kind === 'checkbox' ? (yesNo[text] ?? text) : text;
}

function checked(schema: z.ZodType, given: unknown): Parsed {
  if (given === null) return { problem: 'Give a value to compare with.' };
  const result = schema.safeParse(given);
  if (result.success) return { value: result.data };
  return { problem: result.error.issues[0]?.message ?? 'Use another value.' };
}
