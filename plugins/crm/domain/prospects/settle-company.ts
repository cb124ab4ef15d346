import { type Ctx, InvalidInput } from 'guildhall/sdk';
import { company } from '../../resources/company.ts';
import type { Prospect } from '../../resources/prospect-fields.ts';
import { ownDomain } from '../companies/own-domain.ts';

/** The company that was chosen, or a new one by the name the prospect gave, or none. */
export async function settleCompany(
  ctx: Ctx,
  prospect: Prospect,
  companyId: string | null,
): Promise<string | null> {
  const table = ctx.db.table(company);
  if (companyId) {
    if (await table.find(companyId)) return companyId;
    throw new InvalidInput([{ path: ['companyId'], message: 'There is no such company.' }]);
  }
  const { companyName, website, email, ownerId, source, tags } = prospect;
  if (!companyName) return null;
  const domain = ownDomain(website) ?? ownDomain(email);
  const made = await table.create({
    name: companyName,
    status: 'active',
    domain,
    website,
    ownerId,
    source,
    tags,
  });
  return made.id;
}
