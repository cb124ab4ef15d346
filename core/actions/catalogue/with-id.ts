import type { Schema } from '../../json-schema/json-schema.ts';
import { InvalidInput } from '../../sdk/index.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws InvalidInput */
export function objectOf(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    return input as Record<string, unknown>;
  throw new InvalidInput([{ path: [], message: 'Send one JSON object.' }]);
}

/** The record's id, and the rest of the input. @throws InvalidInput */
export function apartFromId(input: unknown): { readonly id: string; readonly rest: Record<string, unknown> } {
  const { id, ...rest } = objectOf(input);
  if (typeof id === 'string' && uuid.test(id)) return { id: id.toLowerCase(), rest };
  throw new InvalidInput([{ path: ['id'], message: 'Give the id of a record.' }]);
}

export const idSchema: Schema = {
  type: 'string',
  format: 'uuid',
  title: 'Id',
  description: 'The id of the record.',
};

/** The schema of an input that also names its record. */
export function withIdSchema(schema: Schema): Schema {
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  return {
    ...schema,
    type: 'object',
    required: ['id', ...required],
    properties: { id: idSchema, ...(schema.properties as object | undefined) },
  };
}
