import { authorise } from '../../access/policy.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import type { Runtime } from '../../runtime.ts';
import type { ActionPreview, Fields, Resource, ResourceAction } from '../../sdk/index.ts';
import { loadIn } from '../read/load-in.ts';
import type { RecordJson } from '../shape/record-json.ts';
import type { CheckedInput } from './input-schema.ts';
import { staleVersion } from './stale-version.ts';
import { createIn, removeIn, restoreIn, updateIn } from './write-record.ts';

/** Writes inside an open unit of work, each asking the policy about the record itself. Input is checked. */

export async function createAuthorised(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  checked: CheckedInput,
): Promise<RecordJson> {
  authorise(ctx, resource.options.access.create);
  return createIn(runtime, ctx, resource, checked);
}

/** @throws Conflict when it has another version than the one the change started from */
export async function updateAuthorised(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
  checked: CheckedInput,
): Promise<RecordJson> {
  const before = await loadIn(runtime, ctx, resource, id, { lock: true });
  authorise(ctx, resource.options.access.update, before);
  if (checked.version !== undefined && checked.version !== before.version)
    throw staleVersion(before, checked);
  return updateIn(runtime, ctx, resource, before, checked);
}

/** Run what a noun stands for on the locked record, and write what it returned. */
export async function performAuthorised(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  { noun, action }: { readonly noun: string; readonly action: ResourceAction<Fields> },
  id: string,
  input: unknown,
): Promise<RecordJson> {
  const before = await loadIn(runtime, ctx, resource, id, { lock: true });
  authorise(ctx, action.access, before);
  const call = { plugin: resource.plugin, what: `action ${resource.id}.${noun}` };
  const values = await callPlugin(runtime, call, () => action.run(ctx, before, input));
  return updateIn(runtime, ctx, resource, await loadIn(runtime, ctx, resource, id), {
    values,
    custom: undefined,
  });
}

/** What a noun says it would do; empty where it does not say. */
export async function previewAuthorised(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  { noun, action }: { readonly noun: string; readonly action: ResourceAction<Fields> },
  id: string,
  input: unknown,
): Promise<ActionPreview> {
  const before = await loadIn(runtime, ctx, resource, id, { lock: true });
  authorise(ctx, action.access, before);
  const call = { plugin: resource.plugin, what: `action ${resource.id}.${noun}, preview` };
  return callPlugin(
    runtime,
    call,
    async () => (await action.preview?.(ctx, before, input)) ?? { summary: '' },
  );
}

export async function removeAuthorised(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  await authoriseRecord(runtime, ctx, resource, id, false);
  return removeIn(runtime, ctx, resource, id);
}

export async function restoreAuthorised(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  await authoriseRecord(runtime, ctx, resource, id, true);
  return restoreIn(runtime, ctx, resource, id);
}

async function authoriseRecord(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
  removed: boolean,
): Promise<void> {
  const rule = resource.options.access.remove;
  if (typeof rule === 'string') return;
  authorise(ctx, rule, await loadIn(runtime, ctx, resource, id, { lock: true, removed }));
}
