import type { Ctx } from 'guildhall/sdk';
import type { Prospect } from '../../resources/prospect-fields.ts';
import type { Conversion } from './convert-prospect.ts';
import { proposeMatches } from './proposal.ts';
import { suggestedName } from './settle-deal.ts';

/** What a person is offered before they convert: the matches found and the deal as it would become. */
export async function suggestConversion(ctx: Ctx, prospect: Prospect): Promise<Conversion> {
  return {
    ...(await proposeMatches(ctx, prospect)),
    withDeal: true,
    dealName: suggestedName(prospect),
    valueMinor: prospect.valueMinor,
    currency: prospect.currency,
    closesOn: prospect.closesOn,
  };
}
