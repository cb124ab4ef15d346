import { writeAsAction } from '../../actions/run/write-as-action.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';

/**
 * Put a record into a column of its board, between two others. Cards that merely make room keep
 * their version: nobody changed them.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict, RateLimited, ApprovalNeeded
 */
export async function placeRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  input: Readonly<Record<string, unknown>>,
): Promise<RecordJson> {
  return writeAsAction(runtime, scope, resource, 'placement', { ...input, id: recordId(id) });
}
