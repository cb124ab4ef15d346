import type { Ctx } from 'guildhall/sdk';
import { companyOf } from '../../queries/company-of.ts';
import { deal } from '../../resources/deal.ts';
import type { InteractionValues } from '../../resources/interaction-fields.ts';

/** What is about a deal is about its contact and company too, so that it stands on their timelines. */
export async function linkedValues(ctx: Ctx, change: InteractionValues): Promise<InteractionValues> {
  const about = change.dealId ? await ctx.db.table(deal).find(change.dealId) : null;
  const contactId = change.contactId === undefined ? (about?.contactId ?? null) : change.contactId;
  if (change.companyId !== undefined) return { contactId };
  const employer = !about?.companyId && contactId ? await companyOf(ctx, contactId) : null;
  return { contactId, companyId: about?.companyId ?? employer };
}
