import { z } from 'zod';
import { type BreakerRow, readBreakers } from '../faults/breaker-rows.ts';
import { callPlugin } from '../kernel/call-plugin.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsRunning } from '../kernel/gate.ts';
import { TookTooLong } from '../kernel/import/time-limit.ts';
import { pluginLog } from '../kernel/plugin-log.ts';
import { timeLimits } from '../kernel/time-limits.ts';
import type { Runtime } from '../runtime.ts';
import type { Health, HealthCheck } from '../sdk/index.ts';

/** What a check said, and when. */
export interface CheckedHealth extends Health {
  readonly id: string;
  readonly plugin: string;
  readonly title: string;
  readonly checkedAt: string;
}

interface Kept {
  readonly until: number;
  readonly health: Promise<CheckedHealth>;
}

const usualSeconds = 60;
const healthShape = z.object({
  status: z.enum(['good', 'degraded', 'failed']),
  message: z.string().max(500).optional(),
});
const known = new WeakMap<Runtime, Map<string, Kept>>();

/** Every check of the plugins that run, side by side; an answer is kept as long as its check says it is good for. */
export async function checkHealth(runtime: Runtime): Promise<CheckedHealth[]> {
  const resting = (await readBreakers(runtime.database)).filter(({ restMs }) => restMs > 0);
  const breakers = new Map(resting.map((row) => [row.id, row]));
  const kept = known.get(runtime) ?? new Map<string, Kept>();
  known.set(runtime, kept);
  return Promise.all(
    contributionsRunning(runtime.registry, 'health').map(async (check) => {
      const breaker = breakers.get(check.plugin);
      return breaker ? restingHealth(runtime, check, breaker) : keptOrNew(runtime, kept, check);
    }),
  );
}

/** Nothing is asked of it meanwhile, and what it said before is no longer true. */
function restingHealth(
  runtime: Runtime,
  { plugin, item: { id, title } }: Contributed<HealthCheck>,
  { what, reason }: BreakerRow,
): CheckedHealth {
  const message = `It failed too often and rests for a moment. Last: ${what}: ${reason}`.slice(0, 500);
  return { id, plugin, title, status: 'failed', message, checkedAt: runtime.now().toISOString() };
}

function keptOrNew(
  runtime: Runtime,
  kept: Map<string, Kept>,
  check: Contributed<HealthCheck>,
): Promise<CheckedHealth> {
  const before = kept.get(check.item.id);
  if (before && before.until > performance.now()) return before.health;
  const health = checkOne(runtime, check);
  const goodForMs = (check.item.everySeconds ?? usualSeconds) * 1_000;
  kept.set(check.item.id, { until: performance.now() + goodForMs, health });
  return health;
}

/** A check that throws or hangs is itself the bad news, and never more than that. */
async function checkOne(
  runtime: Runtime,
  { plugin, item }: Contributed<HealthCheck>,
): Promise<CheckedHealth> {
  const { id, title } = item;
  const limitMs = timeLimits(runtime.config).check;
  const signal = AbortSignal.timeout(limitMs);
  const log = pluginLog(runtime.log, plugin);
  const answer = await callPlugin(runtime, { plugin, what: `health check ${id}`, limitMs }, () =>
    item.run({ log, signal }),
  ).then(
    (health): Health => healthShape.parse(health) as Health,
    (error: unknown): Health => ({
      status: 'failed',
      message: messageOf(error),
    }),
  );
  return { id, plugin, title, ...answer, checkedAt: runtime.now().toISOString() };
}

function messageOf(error: unknown): string {
  if (error instanceof TookTooLong) return 'It did not answer in time.';
  return error instanceof Error ? error.message : 'It failed.';
}
