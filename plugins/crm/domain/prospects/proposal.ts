import { type Ctx, where } from 'guildhall/sdk';
import { companyNamed } from '../../queries/company-named.ts';
import { company } from '../../resources/company.ts';
import { contact } from '../../resources/contact.ts';
import type { Prospect } from '../../resources/prospect-fields.ts';
import { ownDomain } from '../companies/own-domain.ts';

/** Records we know already that a prospect seems to be. */
export interface Proposal {
  readonly contactId: string | null;
  readonly companyId: string | null;
}

const oldest = { orderBy: 'createdAt', direction: 'asc', limit: 1 } as const;

/** The contact by its e-mail address; the company by that contact, by domain, or by name. */
export async function proposeMatches(ctx: Ctx, prospect: Prospect): Promise<Proposal> {
  const known = await knownContact(ctx, prospect);
  return {
    contactId: known?.id ?? null,
    companyId: prospect.companyId ?? known?.companyId ?? (await knownCompany(ctx, prospect)),
  };
}

async function knownContact(ctx: Ctx, { contactId, email }: Prospect) {
  const table = ctx.db.table(contact);
  const linked = contactId ? await table.find(contactId) : null;
  if (linked || !email) return linked;
  const [found] = await table.all(where('email', 'is', email), oldest);
  return found ?? null;
}

async function knownCompany(ctx: Ctx, prospect: Prospect): Promise<string | null> {
  const domain = ownDomain(prospect.website) ?? ownDomain(prospect.email);
  const [found] = domain ? await ctx.db.table(company).all(where('domain', 'is', domain), oldest) : [];
  if (found) return found.id;
  return prospect.companyName ? companyNamed(ctx, prospect.companyName) : null;
}
