import { all, type Ctx } from 'guildhall/sdk';
import { pipeline } from '../../resources/pipeline.ts';
import { stage } from '../../resources/stage.ts';

const stages = [
  { name: 'Qualification', kind: 'open', probability: 10, colour: 'azure', rottingDays: 14 },
  { name: 'Discovery', kind: 'open', probability: 25, colour: 'blue', rottingDays: 21 },
  { name: 'Proposal', kind: 'open', probability: 50, colour: 'indigo', rottingDays: 21 },
  { name: 'Negotiation', kind: 'open', probability: 75, colour: 'purple', rottingDays: 14 },
  { name: 'Won', kind: 'won', probability: 100, colour: 'green', rottingDays: null },
  { name: 'Lost', kind: 'lost', probability: 0, colour: 'red', rottingDays: null },
] as const;

/** A workspace that has no pipeline gets one to start with. */
export async function makeDefaultPipeline(ctx: Ctx): Promise<void> {
  if ((await ctx.db.table(pipeline).count(all())) > 0) return;
  const { id: pipelineId } = await ctx.db.table(pipeline).create({ name: 'Sales' });
  for (const one of stages) await ctx.db.table(stage).create({ ...one, pipelineId });
}
