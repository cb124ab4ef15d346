import { openCtx } from '../context/open-ctx.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict, planLimits } from '../sdk/index.ts';

/** @throws Conflict with the plan's own sentence when it does not include this module */
export async function refuseBeyondPlan(runtime: Runtime, scope: Scope, module: string): Promise<void> {
  await openCtx(runtime, scope, async (ctx) => {
    for (const limits of ctx.all(planLimits)) {
      const refusal = (await limits.refusalOf?.(ctx, module)) ?? null;
      if (refusal !== null) throw new Conflict(refusal, { module });
    }
  });
}
