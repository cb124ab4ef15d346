import { Conflict, type Ctx, InvalidInput } from 'guildhall/sdk';
import { prospectConverted } from '../../api.ts';
import type { Prospect, ProspectValues } from '../../resources/prospect-fields.ts';
import { carryInteractions } from './carry-interactions.ts';
import { type Proposal, proposeMatches } from './proposal.ts';
import { settleCompany } from './settle-company.ts';
import { settleContact } from './settle-contact.ts';
import { type DealWish, settleDeal } from './settle-deal.ts';

/** Left out: what seems to match, or else a new one. Null: a new one in any case. */
export interface Conversion extends DealWish {
  readonly contactId?: string | null | undefined;
  readonly companyId?: string | null | undefined;
}

/** Make a contact, a company and a deal of a prospect, or link those we know, all or nothing. */
export async function convertProspect(
  ctx: Ctx,
  prospect: Prospect,
  input: Conversion,
): Promise<ProspectValues> {
  if (prospect.convertedAt) throw alreadyConverted(prospect);
  const matches = await chosenMatches(ctx, prospect, input);
  const companyId = await settleCompany(ctx, prospect, matches.companyId);
  const contactId = await settleContact(ctx, prospect, { contactId: matches.contactId, companyId });
  if (!contactId && !companyId) throw nobodyThere();
  const links = { contactId, companyId };
  const dealId = input.withDeal ? await settleDeal(ctx, prospect, { ...links, wish: input }) : null;
  await carryInteractions(ctx, prospect.id, { ...links, dealId });
  await ctx.emit(prospectConverted, { prospectId: prospect.id, ...links, dealId });
  return { stage: 'converted', convertedAt: ctx.now().toISOString(), ...links, dealId };
}

async function chosenMatches(ctx: Ctx, prospect: Prospect, input: Conversion): Promise<Proposal> {
  const proposed = await proposeMatches(ctx, prospect);
  const chosen = (wish: string | null | undefined, found: string | null): string | null =>
    wish === undefined ? found : wish;
  return {
    contactId: chosen(input.contactId, proposed.contactId),
    companyId: chosen(input.companyId, proposed.companyId),
  };
}

function alreadyConverted({ contactId, companyId, dealId }: Prospect): Conflict {
  return new Conflict('This prospect was converted already.', { contactId, companyId, dealId });
}

function nobodyThere(): InvalidInput {
  const message = 'Give the prospect a name, an e-mail address or a company, or choose a contact.';
  return new InvalidInput([{ path: ['contactId'], message }]);
}
