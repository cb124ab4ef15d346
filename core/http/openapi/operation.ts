import type { Schema } from '../../json-schema/json-schema.ts';
import type { Parameter } from './list-parameters.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One way to call one address. */
export interface Operation {
  readonly method: Method;
  /** `/api/crm/contacts/{id}` */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Schema;
  readonly responses: Readonly<Record<string, Schema>>;
  /** Where it is narrower than what holds for all of them. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

/** What concerns the whole instance takes no key. */
export const signedInOnly: Operation['security'] = [{ session: [] }];

export const recordId: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of the record.',
  schema: { type: 'string', format: 'uuid' },
};

export function jsonBody(schema: Schema, required = true): Schema {
  return { required, content: { 'application/json': { schema } } };
}

/** Who may call it, in a sentence. */
export function accessNote(rule: unknown): string {
  return typeof rule === 'string'
    ? `Needs the permission \`${rule}\`.`
    : 'Whether it is allowed depends on the record and on who asks.';
}

/** `paths`, from operations; two that share an address stand together. */
export function pathsOf(operations: readonly Operation[]): Record<string, Schema> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, ...operation } of operations) {
    paths[path] = { ...paths[path], [method]: operation };
  }
  return paths;
}
