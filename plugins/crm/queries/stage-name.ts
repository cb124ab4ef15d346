import type { Ctx } from 'guildhall/sdk';

/** A stage's name, also of one that lies in the trash. */
export async function stageName(ctx: Ctx, stageId: string): Promise<string> {
  const rows = await ctx.db.sql<{ name: string }>(
    'select name from crm_stages where workspace_id = $1 and id = $2',
    [ctx.workspace.id, stageId],
  );
  return rows[0]?.name ?? '';
}
