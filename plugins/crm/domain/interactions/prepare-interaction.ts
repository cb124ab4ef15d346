import type { Ctx } from 'guildhall/sdk';
import { interactionCompleted } from '../../api.ts';
import { touchContact } from '../../queries/touch-contact.ts';
import type { Interaction, InteractionValues } from '../../resources/interaction-fields.ts';
import { linkedValues } from './linked-values.ts';
import { momentsOf } from './moments.ts';
import { subjectOf } from './subject.ts';

/** Words between people; a note or a task reaches nobody. */
const contacting = new Set<Interaction['type']>(['call', 'email', 'meeting', 'sms', 'whatsapp', 'linkedin']);

export async function prepareInteraction(
  ctx: Ctx,
  change: InteractionValues,
  before: Interaction | undefined,
): Promise<InteractionValues> {
  const filled = {
    ...(before ? {} : await firstValues(ctx, change)),
    ...momentsOf(change, before, ctx.now()),
    ...subjectOf(change, before),
  };
  await tellDone(ctx, { ...before, ...change, ...filled }, before);
  return filled;
}

async function firstValues(ctx: Ctx, change: InteractionValues): Promise<InteractionValues> {
  return {
    ...(await linkedValues(ctx, change)),
    assigneeId: change.assigneeId === undefined ? ctx.actor.userId : change.assigneeId,
    loggedById: ctx.actor.userId,
  };
}

async function tellDone(ctx: Ctx, after: InteractionValues, before: Interaction | undefined): Promise<void> {
  const { type, completedAt, contactId } = after;
  if (!completedAt || !type) return;
  if (contactId && contacting.has(type)) await touchContact(ctx, contactId, completedAt);
  if (before && !before.completedAt) {
    await ctx.emit(interactionCompleted, { interactionId: before.id, type });
  }
}
