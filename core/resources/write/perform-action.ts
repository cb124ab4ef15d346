import { holdIfRisky } from '../../actions/risk/hold-if-risky.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, type Resource } from '../../sdk/index.ts';
import { openResource, recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { performAuthorised } from './authorised-writes.ts';
import { problemsOf } from './input-problems.ts';
import { actionOf } from './noun-action.ts';

/**
 * Do what a noun stands for: check the input, lock the record, ask the policy, run, write what it
 * returned, all in one transaction.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict
 */
export async function performAction(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  noun: string,
  id: string,
  input: unknown,
): Promise<RecordJson> {
  openResource(runtime, scope, resource, resource.options.access.read);
  const action = actionOf(resource, noun);
  openResource(runtime, scope, resource, action.access);
  const key = recordId(id);
  const checked = action.input.safeParse(input);
  if (!checked.success) throw new InvalidInput(problemsOf([], checked.error));
  await holdIfRisky(runtime, scope, resource, noun, { ...(input as object), id: key });
  return openCtx(runtime, scope, (ctx) =>
    performAuthorised(runtime, ctx, resource, { noun, action }, key, checked.data),
  );
}
