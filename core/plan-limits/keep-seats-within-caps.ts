import type { Caller } from '../access/caller.ts';
import { scopeOfSystem } from '../access/scope-of-system.ts';
import { type OpenCtx, openCtx } from '../context/open-ctx.ts';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import { type Meter, members } from '../sdk/index.ts';
import { beyondCap, holdAdding } from './beyond-cap.ts';
import { capOf } from './cap-of.ts';
import { measureMeter } from './measure-meter.ts';

/**
 * Before somebody joins, in the transaction in which they do: is there a seat left? People belong to the instance,
 * so what is there is measured in a transaction of the workspace beside it.
 * @throws LimitReached
 */
export async function keepSeatsWithinCaps(
  runtime: Runtime,
  unit: UnitOfWork,
  workspaceId: string,
  caller: Caller,
): Promise<void> {
  const isCounted = ({ item }: Contributed<Meter>) => item.counts?.some(({ id }) => id === members.id);
  if (!runtime.registry.contributions.meters.some(isCounted)) return;
  const scope = await scopeOfSystem(runtime, workspaceId, { name: 'Usage meters' }, caller);
  if (!scope) return;
  await holdAdding(unit, `${workspaceId}:${members.id}`);
  await openCtx(runtime, scope, async (ctx) => {
    const meters = contributionsIn(runtime.registry, scope, 'meters').filter(isCounted);
    for (const meter of meters) await refuseWithoutSeat(runtime, ctx, meter);
  });
}

async function refuseWithoutSeat(runtime: Runtime, ctx: OpenCtx, meter: Contributed<Meter>): Promise<void> {
  const { item } = meter;
  const cap = await capOf(ctx, item.id);
  if (cap === null) return;
  const amount = (await measureMeter(runtime, ctx, meter)) + 1;
  if (amount > cap) throw beyondCap(item, { cap, amount }, ctx.workspace.locale);
}
