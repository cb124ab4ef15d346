import { authorise } from '../../access/policy.ts';
import { type OpenCtx, openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { loadIn } from '../read/load-in.ts';
import { openResource, recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { removeIn, restoreIn } from './write-record.ts';

/** Move a record to the trash. @throws NotFound, NotAllowed */
export async function removeRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  openResource(runtime, scope, resource, resource.options.access.remove);
  return openCtx(runtime, scope, (ctx) => removeAuthorised(runtime, ctx, resource, recordId(id)));
}

/** Take a record out of the trash; needs the same right as putting it there. @throws NotFound, NotAllowed */
export async function restoreRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  openResource(runtime, scope, resource, resource.options.access.remove);
  return openCtx(runtime, scope, (ctx) => restoreAuthorised(runtime, ctx, resource, recordId(id)));
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
