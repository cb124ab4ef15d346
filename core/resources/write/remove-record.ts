import { holdIfRisky } from '../../actions/risk/hold-if-risky.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { openResource, recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { removeAuthorised, restoreAuthorised } from './authorised-writes.ts';

/** Move a record to the trash. @throws NotFound, NotAllowed */
export async function removeRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  openResource(runtime, scope, resource, resource.options.access.remove);
  const key = recordId(id);
  await holdIfRisky(runtime, scope, resource, 'remove', { id: key });
  return openCtx(runtime, scope, (ctx) => removeAuthorised(runtime, ctx, resource, key));
}

/** Take a record out of the trash; needs the same right as putting it there. @throws NotFound, NotAllowed */
export async function restoreRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  openResource(runtime, scope, resource, resource.options.access.remove);
  const key = recordId(id);
  await holdIfRisky(runtime, scope, resource, 'restore', { id: key });
  return openCtx(runtime, scope, (ctx) => restoreAuthorised(runtime, ctx, resource, key));
}
