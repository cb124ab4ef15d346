import type { RunOptions } from '../../actions/run/run-action.ts';
import { writeAsAction } from '../../actions/run/write-as-action.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { actionOf } from './noun-action.ts';

/**
 * Do what a noun stands for: check the input, lock the record, ask the policy, run, write what it
 * returned, all in one transaction.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict, RateLimited, ApprovalNeeded
 */
export async function performAction(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  noun: string,
  id: string,
  input: Readonly<Record<string, unknown>>,
  options: Pick<RunOptions, 'idempotencyKey'> = {},
): Promise<RecordJson> {
  actionOf(resource, noun);
  return writeAsAction(runtime, scope, resource, noun, { ...input, id: recordId(id) }, options);
}
