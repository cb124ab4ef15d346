import type { Ctx } from 'guildhall/sdk';

/** Is a company the other one itself, or somewhere below it? */
export async function isUnder(ctx: Ctx, companyId: string, topId: string): Promise<boolean> {
  const rows = await ctx.db.sql<{ found: boolean }>(
    `with recursive line as (
       select id, parent_id from crm_companies where workspace_id = $1 and id = $2
       union
       select c.id, c.parent_id from crm_companies c join line on c.workspace_id = $1 and c.id = line.parent_id
     )
     select exists (select from line where id = $3) as found`,
    [ctx.workspace.id, companyId, topId],
  );
  return rows[0]?.found ?? false;
}
