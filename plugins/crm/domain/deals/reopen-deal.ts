import { all, Conflict, type Ctx, InvalidInput, where } from 'guildhall/sdk';
import type { Deal, DealValues } from '../../resources/deal-fields.ts';
import { stage } from '../../resources/stage.ts';
import { stageChange } from '../../resources/stage-change.ts';
import type { Stage } from '../../resources/stage-fields.ts';
import { chooseStage, firstStage } from './choose-stage.ts';

interface Reopening {
  readonly stageId?: string | null | undefined;
}

/** A closed deal goes on where it was, or at the stage that is named. */
export async function reopenDeal(ctx: Ctx, deal: Deal, { stageId }: Reopening): Promise<DealValues> {
  if (deal.status === 'open') throw new Conflict('This deal is open.');
  const target = stageId ? await openStage(ctx, deal, stageId) : await stageBefore(ctx, deal);
  return { stageId: target.id };
}

async function openStage(ctx: Ctx, { pipelineId }: Deal, stageId: string): Promise<Stage> {
  const chosen = await chooseStage(ctx, { stageId, pipelineId });
  if (chosen.kind === 'open') return chosen;
  const message = `Deals in ${chosen.name} are closed. Choose an open stage.`;
  throw new InvalidInput([{ path: ['stageId'], message }]);
}

async function stageBefore(ctx: Ctx, { id, stageId, pipelineId }: Deal): Promise<Stage> {
  const closing = all(where('dealId', 'is', id), where('toStageId', 'is', stageId));
  const last = await ctx.db.table(stageChange).first(closing);
  const from = last?.fromStageId ? await ctx.db.table(stage).find(last.fromStageId) : null;
  const isUsable = from?.kind === 'open' && from.pipelineId === pipelineId;
  return isUsable ? from : firstStage(ctx, pipelineId, 'open');
}
