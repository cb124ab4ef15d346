import { z } from 'zod';

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a client may send to satisfy a zod schema. */
export function jsonSchema(type: z.ZodType): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
  return tidy(schema) as Schema;
}

/** `anyOf: [X, null]` becomes one type, and patterns that only repeat a format go. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tidy(part)]));
  return withoutNoise(mergeNull(schema));
}

function mergeNull(schema: Record<string, unknown>): Record<string, unknown> {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [given, none] = anyOf as [Record<string, unknown>, Record<string, unknown>];
  if (none.type !== 'null' || typeof given.type !== 'string') return schema;
  const choices = Array.isArray(given.enum) ? { enum: [...(given.enum as unknown[]), null] } : {};
  return { ...given, ...choices, ...rest, type: [given.type, 'null'] };
}

const onlyNoNul = '^[^\\0]*$';

function withoutNoise(schema: Record<string, unknown>): Record<string, unknown> {
  const { pattern, ...rest } = schema;
  const isNoise = pattern === onlyNoNul || 'format' in schema;
  return isNoise ? rest : schema;
}
