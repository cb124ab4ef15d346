import type { Ctx } from 'guildhall/sdk';

/** Remember when we last spoke. No version moves: who edits the contact meanwhile is not in conflict with a call. */
export async function touchContact(ctx: Ctx, contactId: string, at: string): Promise<void> {
  await ctx.db.sql(
    `update crm_contacts set last_contacted_at = $3
     where workspace_id = $1 and id = $2 and (last_contacted_at is null or last_contacted_at < $3)`,
    [ctx.workspace.id, contactId, at],
  );
}
