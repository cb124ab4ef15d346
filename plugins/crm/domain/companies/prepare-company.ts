import { type Ctx, InvalidInput } from 'guildhall/sdk';
import { isUnder } from '../../queries/is-under.ts';
import type { Company, CompanyChange } from '../../resources/company-fields.ts';
import { ownDomain } from './own-domain.ts';

export async function prepareCompany(
  ctx: Ctx,
  change: CompanyChange,
  before: Company | undefined,
): Promise<CompanyChange> {
  if (before && change.parentId) await refuseCircle(ctx, before.id, change.parentId);
  return before
    ? domainOf(change, before)
    : { ...domainOf(change, before), currency: change.currency ?? ctx.workspace.currency };
}

/** A website tells the domain where nobody wrote one. */
function domainOf(change: CompanyChange, before: Company | undefined): CompanyChange {
  const isKnown = change.domain !== undefined ? change.domain !== null : Boolean(before?.domain);
  const found = isKnown ? null : ownDomain(change.website);
  return found ? { domain: found } : {};
}

async function refuseCircle(ctx: Ctx, id: string, parentId: string): Promise<void> {
  if (!(await isUnder(ctx, parentId, id))) return;
  const message = 'That company is this one or belongs to it. Choose another parent.';
  throw new InvalidInput([{ path: ['parentId'], message }]);
}
