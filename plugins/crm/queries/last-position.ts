import type { Ctx } from 'guildhall/sdk';

interface Last {
  readonly last: number | null;
}

/** The position of the last pipeline, 0 when there is none. */
export async function lastPosition(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.sql<Last>(
    'select max(position) as last from crm_pipelines where workspace_id = $1 and removed_at is null',
    [ctx.workspace.id],
  );
  return rows[0]?.last ?? 0;
}

/** The position of a pipeline's last stage, among the open or the closed ones; 0 when there is none. */
export async function lastStagePosition(ctx: Ctx, pipelineId: string, isOpen: boolean): Promise<number> {
  const rows = await ctx.db.sql<Last>(
    `select max(position) as last from crm_stages
     where workspace_id = $1 and pipeline_id = $2 and (kind = 'open') = $3 and removed_at is null`,
    [ctx.workspace.id, pipelineId, isOpen],
  );
  return rows[0]?.last ?? 0;
}
