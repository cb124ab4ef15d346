import { type Ctx, where } from 'guildhall/sdk';
import { interaction } from '../../resources/interaction.ts';

interface Links {
  readonly contactId: string | null;
  readonly companyId: string | null;
  readonly dealId: string | null;
}

/** What was said to the prospect stays to be read on the contact, the company and the deal. */
export async function carryInteractions(ctx: Ctx, prospectId: string, links: Links): Promise<void> {
  const table = ctx.db.table(interaction);
  const said = await table.all(where('prospectId', 'is', prospectId), { limit: 10_000 });
  for (const one of said) {
    await table.update(one.id, {
      contactId: one.contactId ?? links.contactId,
      companyId: one.companyId ?? links.companyId,
      dealId: one.dealId ?? links.dealId,
    });
  }
}
