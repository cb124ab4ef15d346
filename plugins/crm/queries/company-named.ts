import type { Ctx } from 'guildhall/sdk';

/** The oldest company of this name, whatever its capitals. */
export async function companyNamed(ctx: Ctx, name: string): Promise<string | null> {
  const rows = await ctx.db.sql<{ id: string }>(
    `select id from crm_companies where workspace_id = $1 and removed_at is null and lower(name) = lower($2)
     order by created_at, id limit 1`,
    [ctx.workspace.id, name],
  );
  return rows[0]?.id ?? null;
}
