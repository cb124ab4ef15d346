import { authorise } from '../../access/policy.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Fields, InvalidInput, NotFound, type Resource, type ResourceAction } from '../../sdk/index.ts';
import { loadIn } from '../read/load-in.ts';
import { openResource, recordId } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { problemsOf } from './input-problems.ts';
import { updateIn } from './write-record.ts';

/** The declared action behind a noun. @throws NotFound */
export function actionOf(resource: Resource, noun: string): ResourceAction<Fields> {
  const { actions } = resource.options;
  const action = actions && Object.hasOwn(actions, noun) ? actions[noun] : undefined;
  if (!action) throw new NotFound('There is nothing here.');
  return action as ResourceAction<Fields>;
}

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
  return openCtx(runtime, scope, async (ctx) => {
    const before = await loadIn(runtime, ctx, resource, key, { lock: true });
    authorise(ctx, action.access, before);
    const values = await action.run(ctx, before, checked.data);
    return updateIn(runtime, ctx, resource, await loadIn(runtime, ctx, resource, key), {
      values,
      custom: undefined,
    });
  });
}
