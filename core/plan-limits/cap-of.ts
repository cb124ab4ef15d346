import { type Ctx, planLimits } from '../sdk/index.ts';

/** The smallest cap that any plan sets on a meter here; null for none. */
export async function capOf(ctx: Ctx, meter: string): Promise<number | null> {
  const caps = await Promise.all(
    ctx.all(planLimits).map(async (limits) => (await limits.capOf?.(ctx, meter)) ?? null),
  );
  const set = caps.filter((cap) => cap !== null);
  return set.length > 0 ? Math.min(...set) : null;
}
