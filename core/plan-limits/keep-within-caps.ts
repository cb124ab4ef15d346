import type { OpenCtx } from '../context/open-ctx.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type Meter, planLimits } from '../sdk/index.ts';
import { beyondCap, holdAdding } from './beyond-cap.ts';
import { capOf } from './cap-of.ts';
import { measureMeter } from './measure-meter.ts';

/** Opens the context a meter measures in: the same transaction, with nothing out of sight. */
type AsMeter = () => OpenCtx;

/** Is anything here that counts these records, and anything that says how many there may be? */
export function isCapped({ registry }: Runtime, scope: Scope, resourceId: string): boolean {
  return metersOf({ registry }, scope, resourceId).length > 0 && hasPlans({ registry }, scope);
}

/** After records were added: more than a plan allows takes the transaction back. @throws LimitReached */
export async function keepCountWithinCaps(
  runtime: Runtime,
  scope: Scope,
  asMeter: AsMeter,
  resourceId: string,
): Promise<void> {
  if (!isCapped(runtime, scope, resourceId)) return;
  for (const meter of metersOf(runtime, scope, resourceId)) await keepWithin(runtime, asMeter(), meter);
}

/** The same for a meter that its plugin adds to itself. @throws LimitReached, Error for one nobody declares */
export async function keepMeterWithinCap(
  runtime: Runtime,
  scope: Scope,
  asMeter: AsMeter,
  { id }: Meter,
): Promise<void> {
  const meter = contributionsIn(runtime.registry, scope, 'meters').find(({ item }) => item.id === id);
  if (!meter) throw new Error(`No plugin that is on here declares the meter ${id}. List it under "meters".`);
  if (hasPlans(runtime, scope)) await keepWithin(runtime, asMeter(), meter);
}

/** In one order for everybody, so that no two wait for each other. */
function metersOf(
  { registry }: Pick<Runtime, 'registry'>,
  scope: Scope,
  resourceId: string,
): Contributed<Meter>[] {
  if (registry.contributions.meters.length === 0) return [];
  return contributionsIn(registry, scope, 'meters')
    .filter(({ item }) => item.counts?.some(({ id }) => id === resourceId))
    .sort((one, other) => one.item.id.localeCompare(other.item.id));
}

function hasPlans({ registry }: Pick<Runtime, 'registry'>, scope: Scope): boolean {
  return contributionsIn(registry, scope, 'extensions').some(({ item }) => item.point === planLimits.id);
}

/** Whoever adds holds the meter until their transaction ends, so that what they measured still holds then. */
async function keepWithin(runtime: Runtime, ctx: OpenCtx, meter: Contributed<Meter>): Promise<void> {
  const { item } = meter;
  const cap = await capOf(ctx, item.id);
  if (cap === null) return;
  await holdAdding(ctx.unit, `${ctx.workspace.id}:${item.id}`);
  const amount = await measureMeter(runtime, ctx, meter);
  if (amount > cap) throw beyondCap(item, { cap, amount }, ctx.workspace.locale);
}
