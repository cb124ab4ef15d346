import { writeAsAction } from '../../actions/run/write-as-action.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';

/** Move a record to the trash. @throws NotFound, NotAllowed, Conflict, RateLimited, ApprovalNeeded */
export async function removeRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  return writeAsAction(runtime, scope, resource, 'remove', { id: recordId(id) });
}

/**
 * Take a record out of the trash; needs the same right as putting it there.
 * @throws NotFound, NotAllowed, Conflict, RateLimited, ApprovalNeeded
 */
export async function restoreRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  return writeAsAction(runtime, scope, resource, 'restore', { id: recordId(id) });
}
