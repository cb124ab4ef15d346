import { all, Conflict, type Ctx, InvalidInput, where } from 'guildhall/sdk';
import { pipeline } from '../../resources/pipeline.ts';
import { stage } from '../../resources/stage.ts';
import type { Stage } from '../../resources/stage-fields.ts';

interface Wish {
  readonly stageId: string | undefined;
  readonly pipelineId: string | undefined;
}

/** The stage a deal goes to. It is named, or is the first of its pipeline; it never crosses pipelines unsaid. */
export async function chooseStage(ctx: Ctx, { stageId, pipelineId }: Wish): Promise<Stage> {
  if (!stageId) return firstStageOf(ctx, pipelineId);
  const chosen = await ctx.db.table(stage).find(stageId);
  if (!chosen) throw new InvalidInput([{ path: ['stageId'], message: 'There is no such stage.' }]);
  if (pipelineId && chosen.pipelineId !== pipelineId) {
    await requirePipeline(ctx, pipelineId);
    const message = `${chosen.name} is a stage of another pipeline. Choose a stage of this one.`;
    throw new InvalidInput([{ path: ['stageId'], message }]);
  }
  return chosen;
}

async function firstStageOf(ctx: Ctx, pipelineId: string | undefined): Promise<Stage> {
  if (pipelineId) await requirePipeline(ctx, pipelineId);
  return firstStage(ctx, pipelineId ?? (await firstPipelineId(ctx)), 'open');
}

/** @throws InvalidInput */
export async function requirePipeline(ctx: Ctx, pipelineId: string): Promise<void> {
  if (await ctx.db.table(pipeline).find(pipelineId)) return;
  throw new InvalidInput([{ path: ['pipelineId'], message: 'There is no such pipeline.' }]);
}

/** @throws Conflict when the pipeline has none of that kind */
export async function firstStage(ctx: Ctx, pipelineId: string, kind: Stage['kind']): Promise<Stage> {
  const condition = all(where('pipelineId', 'is', pipelineId), where('kind', 'is', kind));
  const options = { orderBy: 'position', direction: 'asc', limit: 1 } as const;
  const [first] = await ctx.db.table(stage).all(condition, options);
  if (first) return first;
  throw new Conflict(`This pipeline has no stage for ${kind} deals. Add one to it first.`);
}

async function firstPipelineId(ctx: Ctx): Promise<string> {
  const options = { orderBy: 'position', direction: 'asc', limit: 1 } as const;
  const [first] = await ctx.db.table(pipeline).all(all(), options);
  if (first) return first.id;
  throw new Conflict('There is no pipeline yet. Make one with its stages first.');
}
