import { Conflict, type Ctx, InvalidInput } from 'guildhall/sdk';
import { hasDeals } from '../../queries/has-deals.ts';
import { setStaleness } from '../../queries/set-staleness.ts';
import type { Stage, StageValues } from '../../resources/stage-fields.ts';
import { newPosition } from './new-position.ts';

/** The chance that closing settles. */
const settled = { won: 100, lost: 0 } as const;

export async function prepareStage(
  ctx: Ctx,
  change: StageValues,
  before: Stage | undefined,
): Promise<StageValues> {
  if (before && change.kind && change.kind !== before.kind) await refuseWithDeals(ctx, before);
  const rots = change.rottingDays !== undefined && change.rottingDays !== before?.rottingDays;
  if (before && rots) await setStaleness(ctx, before.id, change.rottingDays ?? null);
  const place = before ? {} : { position: change.position ?? (await newPosition(ctx, change)) };
  return { probability: chanceOf(change, before), ...place };
}

/** Deals keep their status in step with their stage, so a stage does not change its meaning under them. */
async function refuseWithDeals(ctx: Ctx, stage: Stage): Promise<void> {
  if (!(await hasDeals(ctx, stage.id))) return;
  throw new Conflict(`There are deals in ${stage.name}. Move them first, then change what the stage means.`);
}

function chanceOf(change: StageValues, before: Stage | undefined): number {
  const kind = change.kind ?? before?.kind ?? 'open';
  const given = change.probability;
  if (kind === 'open') return given ?? before?.probability ?? refuse('Enter the chance in percent.');
  if (given === undefined || given === settled[kind]) return settled[kind];
  return refuse(`A ${kind} stage has ${settled[kind]} %.`);
}

function refuse(message: string): never {
  throw new InvalidInput([{ path: ['probability'], message }]);
}
