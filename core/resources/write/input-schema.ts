import { z } from 'zod';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { type FieldProblem, InvalidInput, type Resource } from '../../sdk/index.ts';
import { tryParse } from '../../try-parse.ts';
import { problemsOf } from './input-problems.ts';

export type WriteKind = 'create' | 'update';

/** Checked values of a resource's own fields, by name. */
export type FieldChange = Record<string, unknown>;

export interface CheckedInput {
  readonly values: FieldChange;
  /** Values of the workspace's own fields by key; null clears one. Undefined when none was given. */
  readonly custom: Record<string, unknown> | undefined;
  /** The version a change started from, where the client told it. */
  readonly version: number | undefined;
}

const schemas: Record<WriteKind, WeakMap<Resource, z.ZodType<FieldChange>>> = {
  create: new WeakMap(),
  update: new WeakMap(),
};

const recordVersion = z.int('Give the version you started from.').min(1);
const customShape = z.record(z.string(), z.unknown());

/** Check what a client sent against the closed list of what it may set. @throws InvalidInput with every problem */
export function checkInput(
  resource: Resource,
  kind: WriteKind,
  customFields: readonly CustomField[],
  input: unknown,
): CheckedInput {
  const problems: FieldProblem[] = [];
  const { custom, version, ...own } = objectOf(input);
  const values = collect(problems, [], tryParse(inputSchema(resource, kind), own));
  const checkedCustom = checkCustom(problems, kind, customFields, custom);
  const checkedVersion =
    version === undefined || kind === 'create'
      ? undefined
      : collect(problems, ['version'], tryParse(recordVersion, version));
  if (kind === 'create' && version !== undefined)
    problems.push({ path: ['version'], message: 'This cannot be set.' });
  if (problems.length > 0) throw new InvalidInput(problems);
  return { values: values ?? {}, custom: checkedCustom, version: checkedVersion };
}

function objectOf(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    return input as Record<string, unknown>;
  throw new InvalidInput([{ path: [], message: 'Send one JSON object.' }]);
}

/** The schema of a resource's own fields for a write, made once. */
export function inputSchema(resource: Resource, kind: WriteKind): z.ZodType<FieldChange> {
  const known = schemas[kind].get(resource);
  if (known) return known;
  const shape = Object.fromEntries(
    resource.options[kind].map((name) => [name, fieldSchema(resource, name, kind)]),
  );
  const schema = z.strictObject(shape);
  schemas[kind].set(resource, schema);
  return schema;
}

function fieldSchema(resource: Resource, name: string, kind: WriteKind): z.ZodType {
  const field = resource.fields[name];
  if (!field) throw new Error(`${resource.id} has no field ${name}.`);
  if (kind === 'update') return field.schema.optional();
  if (field.default !== undefined) return field.schema.optional().default(field.default);
  return field.required ? field.schema : field.schema.optional();
}

function collect<Value>(
  problems: FieldProblem[],
  path: readonly (string | number)[],
  result: z.ZodSafeParseResult<Value>,
): Value | undefined {
  if (result.success) return result.data;
  problems.push(...problemsOf(path, result.error));
  return undefined;
}

function checkCustom(
  problems: FieldProblem[],
  kind: WriteKind,
  customFields: readonly CustomField[],
  given: unknown,
): Record<string, unknown> | undefined {
  const required = kind === 'create' ? customFields.filter((one) => one.required) : [];
  if (given === undefined && required.length === 0) return undefined;
  const values = collect(problems, ['custom'], tryParse(customShape, given ?? {})) ?? {};
  for (const { key } of required) {
    if (values[key] === undefined) problems.push({ path: ['custom', key], message: 'Fill this in.' });
  }
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, checkOne(problems, customFields, key, value)]),
  );
}

function checkOne(
  problems: FieldProblem[],
  customFields: readonly CustomField[],
  key: string,
  value: unknown,
): unknown {
  const field = customFields.find((one) => one.key === key);
  if (!field) {
    problems.push({ path: ['custom', key], message: 'There is no such field here.' });
    return null;
  }
  return collect(problems, ['custom', key], tryParse(field.field.schema, value));
}
