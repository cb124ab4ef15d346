import { z } from 'zod';
import { scopeOfSystem } from '../access/scope-of-system.ts';
import { openCtx } from '../context/open-ctx.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import { capOf } from '../plan-limits/cap-of.ts';
import { measureMeter } from '../plan-limits/measure-meter.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Meter } from '../sdk/index.ts';

/** How much there is of something now. */
export interface Usage {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Null when it could not be measured. */
  readonly amount: number | null;
  /** What the plan allows, null for no limit. */
  readonly cap: number | null;
}

const amountShape = z.number().int().min(0);

const keep = `
  insert into meter_readings (workspace_id, meter, day, amount, measured_at)
  values ($1, $2, ($4::timestamptz at time zone 'UTC')::date, $3, $4)
  on conflict (workspace_id, meter, day) do update set amount = excluded.amount, measured_at = excluded.measured_at`;

/** Measures every meter of the workspace and keeps the readings; one that fails holds up none of the others. */
export async function measureWorkspace(
  runtime: Runtime,
  workspaceId: string,
  scope: Scope,
): Promise<Usage[]> {
  const system = await scopeOfSystem(runtime, workspaceId, { name: 'Usage meters' }, scope);
  if (!system) return [];
  const usages: Usage[] = [];
  for (const meter of contributionsIn(runtime.registry, system, 'meters')) {
    usages.push(await measureOne(runtime, system, meter));
  }
  return usages;
}

async function measureOne(runtime: Runtime, scope: Scope, meter: Contributed<Meter>): Promise<Usage> {
  const { id, title, unit } = meter.item;
  try {
    return await openCtx(runtime, scope, async (ctx) => {
      const amount = amountShape.parse(await measureMeter(runtime, ctx, meter));
      await ctx.unit.run({ text: keep, values: [scope.workspace.id, id, amount, runtime.now()] });
      return { id, title, unit, amount, cap: await capOf(ctx, id) };
    });
  } catch (error) {
    scope.log.warn({ plugin: meter.plugin, meter: id, err: error }, 'A meter could not be read.');
    return { id, title, unit, amount: null, cap: null };
  }
}
