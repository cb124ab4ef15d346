import { Conflict, type Ctx, InvalidInput } from 'guildhall/sdk';
import type { Prospect, ProspectValues } from '../../resources/prospect-fields.ts';

export async function prepareProspect(
  ctx: Ctx,
  change: ProspectValues,
  before: Prospect | undefined,
): Promise<ProspectValues> {
  guardConversion(change, before);
  const { ownerId, currency } = change;
  const isElsewhere = before !== undefined && change.stage !== undefined && change.stage !== before.stage;
  return {
    ...(before ? {} : { currency: currency ?? ctx.workspace.currency }),
    ...(before || ownerId !== undefined ? {} : { ownerId: ctx.actor.userId }),
    ...(isElsewhere ? { position: change.position ?? 0 } : {}),
    ...(isElsewhere && change.stage !== 'unqualified' ? { unqualifiedReason: null } : {}),
  };
}

/** `converted` is reached by the conversion alone, which sets the moment too, and is never left. */
function guardConversion(change: ProspectValues, before: Prospect | undefined): void {
  if (before?.convertedAt) guardLinks(change, before);
  else if (change.stage === 'converted' && !change.convertedAt) {
    const message = 'Convert the prospect instead: that makes the contact, the company and the deal.';
    throw new InvalidInput([{ path: ['stage'], message }]);
  }
}

function guardLinks(change: ProspectValues, before: Prospect): void {
  const links = ['stage', 'contactId', 'companyId'] as const;
  const isTouched = links.some((field) => change[field] !== undefined && change[field] !== before[field]);
  if (isTouched) throw new Conflict('This prospect was converted. Work on its contact or its deal instead.');
}
