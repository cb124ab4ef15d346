import type { Ctx } from 'guildhall/sdk';
import { companyOf } from '../../queries/company-of.ts';
import type { DealValues } from '../../resources/deal-fields.ts';

/** What a new deal gets where nobody said: its maker as owner, the workspace's currency, its contact's company. */
export async function startingValues(ctx: Ctx, change: DealValues): Promise<DealValues> {
  const { contactId, companyId } = change;
  return {
    ownerId: change.ownerId === undefined ? ctx.actor.userId : change.ownerId,
    currency: change.currency ?? ctx.workspace.currency,
    companyId: companyId === undefined && contactId ? await companyOf(ctx, contactId) : (companyId ?? null),
  };
}
