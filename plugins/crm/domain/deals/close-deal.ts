import { Conflict, type Ctx, InvalidInput } from 'guildhall/sdk';
import type { Deal, DealValues } from '../../resources/deal-fields.ts';
import { firstStage } from './choose-stage.ts';

interface Win {
  readonly closedAt?: string | null | undefined;
}

interface Loss extends Win {
  readonly reason: Deal['lostReason'];
  readonly note?: string | null | undefined;
}

/** A deal is won by entering the won stage of its pipeline. */
export async function winDeal(ctx: Ctx, deal: Deal, { closedAt }: Win): Promise<DealValues> {
  if (deal.status === 'won') throw new Conflict('This deal is won already.');
  const stage = await firstStage(ctx, deal.pipelineId, 'won');
  return { stageId: stage.id, closedAt: closedAt ?? null };
}

/** A deal is lost by entering the lost stage of its pipeline, for a reason. */
export async function loseDeal(ctx: Ctx, deal: Deal, { reason, note, closedAt }: Loss): Promise<DealValues> {
  if (deal.status === 'lost') throw new Conflict('This deal is lost already.');
  if (reason === 'other' && !note) {
    throw new InvalidInput([{ path: ['note'], message: 'Say in a few words what it was.' }]);
  }
  const stage = await firstStage(ctx, deal.pipelineId, 'lost');
  return { stageId: stage.id, lostReason: reason, lostNote: note ?? null, closedAt: closedAt ?? null };
}
