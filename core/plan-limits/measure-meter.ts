import type { OpenCtx } from '../context/open-ctx.ts';
import { callPlugin } from '../kernel/call-plugin.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { timeLimits } from '../kernel/time-limits.ts';
import type { Runtime } from '../runtime.ts';
import type { Meter } from '../sdk/index.ts';

/** How much there is, as its plugin counts it in this transaction. */
export function measureMeter(
  runtime: Runtime,
  ctx: OpenCtx,
  { plugin, item }: Contributed<Meter>,
): Promise<number> {
  const call = { plugin, what: `meter ${item.id}`, limitMs: timeLimits(runtime.config).check, within: ctx };
  return callPlugin(runtime, call, () => item.measure(ctx));
}
