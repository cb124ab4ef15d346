import { holdIfRisky } from '../../actions/risk/hold-if-risky.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { placeIn, planPlacement } from './placement.ts';

/**
 * Put a record into a column of its board, between two others. Cards that merely make room keep
 * their version: nobody changed them.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict, ApprovalNeeded
 */
export async function placeRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  input: unknown,
): Promise<RecordJson> {
  const placing = await planPlacement(runtime, scope, resource, input);
  const key = recordId(id);
  await holdIfRisky(runtime, scope, resource, 'placement', { ...(input as object), id: key });
  return openCtx(runtime, scope, (ctx) => placeIn(runtime, ctx, resource, key, placing));
}
