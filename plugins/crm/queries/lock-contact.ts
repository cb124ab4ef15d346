import type { Ctx } from 'guildhall/sdk';

/** Keep others from changing a contact. False when somebody else does so: waiting for each other would never end. */
export async function lockContact(ctx: Ctx, id: string): Promise<boolean> {
  const rows = await ctx.db.sql(
    `select id from crm_contacts where workspace_id = $1 and id = $2 and removed_at is null for update skip locked`,
    [ctx.workspace.id, id],
  );
  return rows.length === 1;
}
