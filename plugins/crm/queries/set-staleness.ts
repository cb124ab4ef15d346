import type { Ctx } from 'guildhall/sdk';

/** Deals of a stage go stale by its new count of days. No version moves: nobody edited the deals. */
export async function setStaleness(ctx: Ctx, stageId: string, days: number | null): Promise<void> {
  await ctx.db.sql(
    `update crm_deals set rots_at = stage_since + make_interval(days => $3)
     where workspace_id = $1 and stage_id = $2 and status = 'open'`,
    [ctx.workspace.id, stageId, days],
  );
}
