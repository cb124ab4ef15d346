import type { Ctx } from 'guildhall/sdk';
import { lastPosition } from '../../queries/last-position.ts';
import type { Pipeline, PipelineValues } from '../../resources/pipeline.ts';

/** A new pipeline comes last, so that it does not take the new deals of the others. */
export async function placePipeline(
  ctx: Ctx,
  change: PipelineValues,
  before: Pipeline | undefined,
): Promise<PipelineValues> {
  if (before || change.position !== undefined) return {};
  return { position: (await lastPosition(ctx)) + 1 };
}
