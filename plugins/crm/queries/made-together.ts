import type { Ctx } from 'guildhall/sdk';

/** A deal that somebody owns, and how many more of theirs were made in the same stroke, as by an import. */
export interface MadeTogether {
  readonly name: string;
  readonly ownerId: string;
  readonly createdAt: string;
  readonly others: number;
}

/** Null for a deal that nobody owns, or that is gone. */
export async function madeTogether(ctx: Ctx, dealId: string): Promise<MadeTogether | null> {
  const rows = await ctx.db.sql<MadeTogether>(
    `select d.name, d.owner_id as "ownerId", d.created_at::text as "createdAt",
       (select count(*)::integer - 1 from crm_deals o where o.workspace_id = $1 and o.owner_id = d.owner_id
         and o.created_at = d.created_at) as others
     from crm_deals d
     where d.workspace_id = $1 and d.id = $2 and d.owner_id is not null and d.removed_at is null`,
    [ctx.workspace.id, dealId],
  );
  return rows[0] ?? null;
}
