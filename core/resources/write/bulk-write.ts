import { holdIfRisky } from '../../actions/risk/hold-if-risky.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { planBulk } from './bulk-plan.ts';
import { type BulkAnswer, runBulk } from './run-bulk.ts';

/**
 * Up to 200 of each in one transaction: all of it happens or nothing does, and every problem
 * names the item it is about.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict, ApprovalNeeded
 */
export async function bulkWrite(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<BulkAnswer> {
  const plan = await planBulk(runtime, scope, resource, input);
  await holdIfRisky(runtime, scope, resource, 'bulk', input, plan.remove.length);
  return openCtx(runtime, scope, (ctx) => runBulk(runtime, ctx, resource, plan));
}
