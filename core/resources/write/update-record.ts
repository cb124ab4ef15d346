import { notingRefusal } from '../../actions/run/note-refusal.ts';
import { plainWrite } from '../../actions/run/plain-write.ts';
import { writeAsAction } from '../../actions/run/write-as-action.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { getRecord } from '../read/get-record.ts';
import { openResource, recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { compileUpdate } from './compile-write.ts';
import { type CheckedInput, checkInput } from './input-schema.ts';
import { isOneStatement } from './rules.ts';
import { staleVersion } from './stale-version.ts';
import { noteFor } from './write-note.ts';
import { checkReferencesOnce, writeOnce } from './write-once.ts';

/**
 * Change a record and answer it as JSON text. With a version, in the input or as `version`, a
 * change that somebody else made meanwhile is refused instead of overwritten.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict, RateLimited
 */
export async function updateText(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  input: unknown,
  version: number | null = null,
): Promise<string> {
  const tried = { ...(input as object | undefined), id };
  return notingRefusal(runtime, scope, `${resource.id}.update`, tried, () =>
    updateChecked(runtime, scope, resource, id, input, version),
  );
}

async function updateChecked(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  input: unknown,
  version: number | null,
): Promise<string> {
  openResource(runtime, scope, resource, resource.options.access.update);
  const key = recordId(id);
  const given = checkInput(
    resource,
    'update',
    await customFieldsOf(runtime, scope.workspace.id, resource.id),
    input,
  );
  const checked = { ...given, version: given.version ?? version ?? undefined };
  const { version: from } = checked;
  const asked = { ...(input as object), id: key, ...(from !== undefined && { version: from }) };
  const isPlain =
    isOneStatement(resource, 'update', checked.values) &&
    !checked.custom &&
    Object.keys(checked.values).length > 0;
  if (!isPlain) return JSON.stringify(await writeAsAction(runtime, scope, resource, 'update', asked));
  return plainWrite(runtime, scope, { resource, verb: 'update', input: asked }, () =>
    updateOnce(runtime, scope, resource, key, checked),
  );
}

/** Change a record. @throws InvalidInput, NotAllowed, NotFound, Conflict */
export async function updateRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  input: unknown,
  version: number | null = null,
): Promise<RecordJson> {
  return JSON.parse(await updateText(runtime, scope, resource, id, input, version)) as RecordJson;
}

async function updateOnce(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  checked: CheckedInput,
): Promise<string> {
  await checkReferencesOnce(runtime, scope, resource, checked.values);
  const visible = resource.options.visible?.(viewerOf(runtime, scope)) ?? null;
  const terms = { version: checked.version, visible };
  const statement = compileUpdate(resource, noteFor(runtime, scope, id), checked.values, undefined, terms);
  const record = await writeOnce(runtime, scope, resource, statement);
  return record ?? (await refuse(runtime, scope, resource, id, checked));
}

async function refuse(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  checked: CheckedInput,
): Promise<never> {
  const current = await getRecord(runtime, scope, resource, id);
  throw staleVersion(current, checked);
}
