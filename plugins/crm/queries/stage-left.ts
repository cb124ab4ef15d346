import type { Ctx } from 'guildhall/sdk';

interface StageLeft {
  readonly name: string;
  readonly is_there: boolean;
}

/** The stage a deal leaves: it may lie in the trash when the deal came back from there. */
export async function stageLeft(ctx: Ctx, stageId: string): Promise<StageLeft> {
  const rows = await ctx.db.sql<StageLeft>(
    'select name, removed_at is null as is_there from crm_stages where workspace_id = $1 and id = $2',
    [ctx.workspace.id, stageId],
  );
  return rows[0] ?? { name: '', is_there: false };
}
