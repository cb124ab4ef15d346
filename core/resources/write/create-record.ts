import { v7 as newId } from 'uuid';
import { authorise } from '../../access/policy.ts';
import { notingRefusal } from '../../actions/run/note-refusal.ts';
import { plainWrite } from '../../actions/run/plain-write.ts';
import type { RunOptions } from '../../actions/run/run-action.ts';
import { writeAsAction } from '../../actions/run/write-as-action.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { isCapped } from '../../plan-limits/keep-within-caps.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { openResource } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { compileCreate } from './compile-write.ts';
import { type CheckedInput, checkInput } from './input-schema.ts';
import { checkRules, isOneStatement } from './rules.ts';
import { noteFor } from './write-note.ts';
import { checkReferencesOnce, writeOnce } from './write-once.ts';

/** Create a record and answer it as JSON text. @throws InvalidInput, NotAllowed, NotFound, Conflict, RateLimited */
export function createText(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<string> {
  return notingRefusal(runtime, scope, `${resource.id}.create`, input, () =>
    createChecked(runtime, scope, resource, input),
  );
}

async function createChecked(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<string> {
  const rule = resource.options.access.create;
  openResource(runtime, scope, resource, rule);
  if (typeof rule !== 'string') authorise(viewerOf(runtime, scope), rule);
  const checked = checkInput(
    resource,
    'create',
    await customFieldsOf(runtime, scope.workspace.id, resource.id),
    input,
  );
  const isPlain = isOneStatement(resource, 'create', checked.values) && !checked.custom;
  if (!isPlain || isCapped(runtime, scope, resource.id))
    return JSON.stringify(await writeAsAction(runtime, scope, resource, 'create', input));
  return plainWrite(runtime, scope, { resource, verb: 'create', input }, () =>
    createOnce(runtime, scope, resource, checked),
  );
}

/** Create a record, once for a key. @throws InvalidInput, NotAllowed, NotFound, Conflict, RateLimited */
export async function createRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
  options: Pick<RunOptions, 'idempotencyKey'> = {},
): Promise<RecordJson> {
  if (options.idempotencyKey !== undefined)
    return writeAsAction(runtime, scope, resource, 'create', input, options);
  return JSON.parse(await createText(runtime, scope, resource, input)) as RecordJson;
}

async function createOnce(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  { values }: CheckedInput,
): Promise<string> {
  checkRules(resource, values, null);
  await checkReferencesOnce(runtime, scope, resource, values);
  const statement = compileCreate(resource, noteFor(runtime, scope, newId()), values, undefined);
  const record = await writeOnce(runtime, scope, resource, statement);
  if (!record) throw new Error(`${resource.id}: the new record was not written.`);
  return record;
}
