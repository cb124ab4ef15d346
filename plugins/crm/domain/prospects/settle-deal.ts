import type { Ctx } from 'guildhall/sdk';
import { deal } from '../../resources/deal.ts';
import type { DealValues } from '../../resources/deal-fields.ts';
import type { Prospect } from '../../resources/prospect-fields.ts';

/** What the deal shall be like; the prospect fills what is left out. */
export interface DealWish {
  readonly withDeal?: boolean | undefined;
  readonly dealName?: string | null | undefined;
  readonly pipelineId?: string | null | undefined;
  readonly valueMinor?: number | null | undefined;
  readonly currency?: string | null | undefined;
  readonly closesOn?: string | null | undefined;
}

interface Terms {
  readonly contactId: string | null;
  readonly companyId: string | null;
  readonly wish: DealWish;
}

export async function settleDeal(ctx: Ctx, prospect: Prospect, terms: Terms): Promise<string> {
  const { contactId, companyId, wish } = terms;
  const { ownerId, source, tags, notes, probability } = prospect;
  const made = await ctx.db.table(deal).create({
    ...{ contactId, companyId, ownerId, source, tags, notes },
    ...(wish.pipelineId ? { pipelineId: wish.pipelineId } : {}),
    ...(probability === null ? {} : { probability }),
    ...moneyOf(prospect, wish),
    name: wish.dealName || suggestedName(prospect),
    closesOn: wish.closesOn === undefined ? prospect.closesOn : wish.closesOn,
  });
  return made.id;
}

function moneyOf(prospect: Prospect, wish: DealWish): DealValues {
  return {
    valueMinor: wish.valueMinor === undefined ? prospect.valueMinor : wish.valueMinor,
    currency: wish.currency ?? prospect.currency,
  };
}

/** A company says more about a deal than the person who asked. */
export function suggestedName({ companyName, name }: Prospect): string {
  return (companyName || name).slice(0, 200);
}
