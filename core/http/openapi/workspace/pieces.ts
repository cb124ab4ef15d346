import type { Schema } from '../../../json-schema/json-schema.ts';
import { refusalAnswers } from '../answers.ts';
import type { Parameter } from '../list-parameters.ts';
import type { Operation } from '../operation.ts';

export const workspaceTag = 'workspace';

export const text = { type: 'string' };
export const when = { type: ['string', 'null'], format: 'date-time' };
export const uuid = { type: 'string', format: 'uuid' };
export const open = { type: 'object', additionalProperties: true };
export const object = (properties: Schema): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
export const list = (items: Schema): Schema => ({ type: 'array', items });

type Named = Omit<Operation, 'responses' | 'tags'> & { readonly answer: Schema; readonly status?: number };

/** One of them, with what it may answer besides. */
export function workspaceOperation({ answer, status = 200, ...named }: Named): Operation {
  const kind = named.method === 'get' ? 'read' : 'write';
  return { ...named, tags: [workspaceTag], responses: { [status]: answer, ...refusalAnswers(kind) } };
}

export function inPath(name: string, description: string): Parameter {
  return { name, in: 'path', required: true, description, schema: text };
}
