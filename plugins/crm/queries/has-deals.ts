import type { Ctx } from 'guildhall/sdk';

/** Does any deal lie in this stage, the trash included? */
export async function hasDeals(ctx: Ctx, stageId: string): Promise<boolean> {
  const rows = await ctx.db.sql<{ found: boolean }>(
    'select exists (select from crm_deals where workspace_id = $1 and stage_id = $2) as found',
    [ctx.workspace.id, stageId],
  );
  return rows[0]?.found ?? false;
}
