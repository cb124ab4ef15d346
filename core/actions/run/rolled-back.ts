import { type OpenCtx, openCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';

class Enough extends Error {}

/** Work in a transaction that is rolled back whatever happens: nothing it wrote, told or asked for stays. */
export async function rolledBack<Result>(
  runtime: Runtime,
  scope: Scope,
  work: (ctx: OpenCtx) => Promise<Result>,
): Promise<Result> {
  const seen: Result[] = [];
  try {
    await openCtx(runtime, scope, async (ctx) => {
      seen.push(await work(ctx));
      throw new Enough();
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return seen[0] as Result;
}
