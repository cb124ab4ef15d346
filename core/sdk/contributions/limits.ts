import type { Ctx } from '../context.ts';
import { defineExtensionPoint, type ExtensionPoint } from './extension.ts';

/** What a plan says about a workspace. The core asks every one there is; the smallest answer holds. */
export interface PlanLimits {
  /** At most so much of this meter, or null for no limit. */
  capOf?(ctx: Ctx, meter: string): Promise<number | null>;
  /** A sentence why this module may not be switched on here, or null where it may. */
  refusalOf?(ctx: Ctx, module: string): Promise<string | null>;
}

/**
 * Where a billing plugin says what a workspace has paid for: caps are shown beside the meters and what goes beyond one
 * is refused, and a module that is refused is not switched on.
 *
 * @example
 * extensions: [extend(planLimits, { capOf: async (ctx, meter) => (meter === 'crm.contacts' ? 1_000 : null) })]
 */
export const planLimits: ExtensionPoint<PlanLimits> = defineExtensionPoint('core.plan-limits');

/** The points that the core itself opens. */
export const corePoints: readonly ExtensionPoint<unknown>[] = [planLimits];
