import { type Ctx, InvalidInput } from 'guildhall/sdk';
import { contact } from '../../resources/contact.ts';
import type { Prospect } from '../../resources/prospect-fields.ts';

interface Chosen {
  readonly contactId: string | null;
  readonly companyId: string | null;
}

/** The contact that was chosen, or a new one where the prospect is a person, or none. */
export async function settleContact(ctx: Ctx, prospect: Prospect, chosen: Chosen): Promise<string | null> {
  if (chosen.contactId) return linkContact(ctx, chosen.contactId, chosen.companyId);
  const { firstName, lastName, email, phone, jobTitle, ownerId, source, tags, notes } = prospect;
  if (!firstName && !lastName && !email) return null;
  const person = { firstName, lastName, email, phone, jobTitle, ownerId, source, tags, notes };
  const made = await ctx.db
    .table(contact)
    .create({ ...person, status: 'active', companyId: chosen.companyId });
  return made.id;
}

/** A known contact keeps its values; a company it lacked is filled in. */
async function linkContact(ctx: Ctx, contactId: string, companyId: string | null): Promise<string> {
  const table = ctx.db.table(contact);
  const known = await table.find(contactId);
  if (!known) throw new InvalidInput([{ path: ['contactId'], message: 'There is no such contact.' }]);
  if (companyId && !known.companyId) await table.update(contactId, { companyId });
  return contactId;
}
