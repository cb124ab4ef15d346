import { type Ctx, InvalidInput } from 'guildhall/sdk';
import type { Deal, DealValues } from '../../resources/deal-fields.ts';
import type { Stage } from '../../resources/stage-fields.ts';
import { chooseStage, requirePipeline } from './choose-stage.ts';
import { closingValues } from './closing-values.ts';
import { daysAfter } from './days-between.ts';
import { recordMove } from './record-move.ts';
import { startingValues } from './starting-values.ts';
import { tellNewOwner } from './tell-new-owner.ts';

/** Keep a deal in step with its stage, on every way of writing one. */
export async function prepareDeal(
  ctx: Ctx,
  change: DealValues,
  before: Deal | undefined,
): Promise<DealValues> {
  if (!before) return createDeal(ctx, change);
  await tellNewOwner(ctx, change, before);
  return isMove(change, before) ? moveDeal(ctx, change, before) : changeDeal(ctx, change, before);
}

async function createDeal(ctx: Ctx, change: DealValues): Promise<DealValues> {
  const { stageId, pipelineId } = change;
  const stage = await chooseStage(ctx, { stageId, pipelineId });
  return { ...(await startingValues(ctx, change)), ...enteringValues(ctx, change, undefined, stage) };
}

function isMove({ stageId, pipelineId }: DealValues, before: Deal): boolean {
  const isOther = (id: string | undefined, current: string): boolean => id !== undefined && id !== current;
  return isOther(stageId, before.stageId) || isOther(pipelineId, before.pipelineId);
}

async function moveDeal(ctx: Ctx, change: DealValues, before: Deal): Promise<DealValues> {
  const pipelineId = change.pipelineId ?? before.pipelineId;
  if (pipelineId !== before.pipelineId && !change.stageId) {
    await requirePipeline(ctx, pipelineId);
    const message = 'Choose the stage the deal gets in the other pipeline.';
    throw new InvalidInput([{ path: ['stageId'], message }]);
  }
  const stage = await chooseStage(ctx, { stageId: change.stageId, pipelineId });
  const entered = enteringValues(ctx, change, before, stage);
  await recordMove(ctx, before, stage, { ...before, ...change, ...entered } as Deal);
  return entered;
}

/** A deal that enters a stage starts afresh there: its chance, its time and its place. */
function enteringValues(ctx: Ctx, change: DealValues, before: Deal | undefined, stage: Stage): DealValues {
  const now = ctx.now();
  const standing = { status: stage.kind, chance: stage.probability, now: now.toISOString() };
  return {
    ...closingValues(change, before, standing),
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    stageSince: now.toISOString(),
    rotsAt: stage.kind === 'open' ? daysAfter(now, stage.rottingDays) : null,
    position: change.position ?? 0,
  };
}

function changeDeal(ctx: Ctx, change: DealValues, before: Deal): DealValues {
  const { status, probability } = before;
  const touches = ['closedAt', 'lostReason', 'lostNote', 'probability'] as const;
  if (!touches.some((field) => change[field] !== undefined)) return {};
  return closingValues(change, before, { status, chance: probability, now: ctx.now().toISOString() });
}
