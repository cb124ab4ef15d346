import type { Ctx } from 'guildhall/sdk';
import { lastStagePosition } from '../../queries/last-position.ts';
import type { StageValues } from '../../resources/stage-fields.ts';

/** Won and lost stand behind this, so that a new open stage comes before them. */
const closedFrom = 1_000;
const step = 10;

/** A new stage comes last among its like. */
export async function newPosition(ctx: Ctx, { pipelineId, kind = 'open' }: StageValues): Promise<number> {
  const isOpen = kind === 'open';
  const last = pipelineId ? await lastStagePosition(ctx, pipelineId, isOpen) : 0;
  return Math.max(last, isOpen ? 0 : closedFrom) + step;
}
