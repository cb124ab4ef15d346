import type { Ctx } from 'guildhall/sdk';

/** Where a contact stands besides its live deals and interactions: in the trash, and behind prospects and earlier merges. */
const places = [
  'update crm_deals set contact_id = $3 where workspace_id = $1 and contact_id = $2 and removed_at is not null',
  'update crm_interactions set contact_id = $3 where workspace_id = $1 and contact_id = $2 and removed_at is not null',
  'update crm_prospects set contact_id = $3 where workspace_id = $1 and contact_id = $2',
  'update crm_contact_merges set contact_id = $3 where workspace_id = $1 and contact_id = $2',
];

export async function repointAside(
  ctx: Ctx,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const update of places) await ctx.db.sql(update, [ctx.workspace.id, from, to]);
}
