import { writeAsAction } from '../../actions/run/write-as-action.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import type { BulkAnswer } from './run-bulk.ts';

/**
 * Up to 200 of each in one transaction: all of it happens or nothing does, and every problem
 * names the item it is about.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict, RateLimited, ApprovalNeeded
 */
export function bulkWrite(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<BulkAnswer> {
  return writeAsAction(runtime, scope, resource, 'bulk', input);
}
