import type { Ctx } from 'guildhall/sdk';
import { dealLost, dealMoved, dealReopened, dealWon } from '../../api.ts';
import { stageLeft } from '../../queries/stage-left.ts';
import type { Deal } from '../../resources/deal-fields.ts';
import { stageChange } from '../../resources/stage-change.ts';
import type { Stage } from '../../resources/stage-fields.ts';
import { daysBetween } from './days-between.ts';

/** What a deal is like after a move, as far as its history tells. */
type Moved = Pick<Deal, 'contactId' | 'companyId' | 'ownerId' | 'status' | 'lostReason'>;

/** Write down that a deal left its stage, after how long, and tell the world. */
export async function recordMove(ctx: Ctx, before: Deal, stage: Stage, after: Moved): Promise<void> {
  const left = await stageLeft(ctx, before.stageId);
  await ctx.db.table(stageChange).create({
    dealId: before.id,
    summary: `${left.name} → ${stage.name}`,
    fromStageId: left.is_there ? before.stageId : null,
    toStageId: stage.id,
    daysInStage: daysBetween(before.stageSince, ctx.now()),
    movedById: ctx.actor.userId,
  });
  const { id: toStageId, pipelineId } = stage;
  await ctx.emit(dealMoved, { dealId: before.id, fromStageId: before.stageId, toStageId, pipelineId });
  if (after.status !== before.status) await tellStatus(ctx, before.id, after);
}

async function tellStatus(ctx: Ctx, dealId: string, after: Moved): Promise<void> {
  const { contactId, companyId, ownerId, lostReason } = after;
  const told = { dealId, contactId, companyId, ownerId };
  if (after.status === 'lost') return ctx.emit(dealLost, { ...told, reason: lostReason ?? 'other' });
  return ctx.emit(after.status === 'won' ? dealWon : dealReopened, told);
}
