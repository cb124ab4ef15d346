import { authorise } from '../../access/policy.ts';
import { openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { loadIn } from '../read/load-in.ts';
import { openResource, recordId } from '../read/open-resource.ts';
import { actionOf } from './noun-action.ts';

/** The values an action's dialog starts with; nothing is written. @throws NotAllowed, NotFound */
export async function suggestInput(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  noun: string,
  id: string,
): Promise<Record<string, unknown>> {
  openResource(runtime, scope, resource, resource.options.access.read);
  const action = actionOf(resource, noun);
  openResource(runtime, scope, resource, action.access);
  const key = recordId(id);
  return openCtx(runtime, scope, async (ctx) => {
    const row = await loadIn(runtime, ctx, resource, key);
    authorise(ctx, action.access, row);
    return { ...(await action.suggest?.(ctx, row)) };
  });
}
