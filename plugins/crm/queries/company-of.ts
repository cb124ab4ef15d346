import type { Ctx } from 'guildhall/sdk';

/** The company a contact works for, if it is known. */
export async function companyOf(ctx: Ctx, contactId: string): Promise<string | null> {
  const rows = await ctx.db.sql<{ company_id: string | null }>(
    'select company_id from crm_contacts where workspace_id = $1 and id = $2',
    [ctx.workspace.id, contactId],
  );
  return rows[0]?.company_id ?? null;
}
