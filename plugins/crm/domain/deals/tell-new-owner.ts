import type { Ctx } from 'guildhall/sdk';
import { dealAssigned } from '../../notifications/deal-assigned.ts';
import type { Deal, DealValues } from '../../resources/deal-fields.ts';

/** Whoever gets a deal from somebody else learns of it; who takes one knows. */
export async function tellNewOwner(ctx: Ctx, change: DealValues, before: Deal): Promise<void> {
  const { ownerId } = change;
  if (!ownerId || ownerId === before.ownerId || isSelf(ctx, ownerId)) return;
  const name = change.name ?? before.name;
  const payload = { dealId: before.id, name, by: ctx.actor.name, others: 0 };
  const key = before.version === 1 ? firstOwnerKey(before.id, ownerId) : undefined;
  await ctx.notify(dealAssigned, { to: [ownerId], payload, ...(key && { key }) });
}

/** A deal may be given away before word of its making came round: that is told once all the same. */
export function firstOwnerKey(dealId: string, ownerId: string): string {
  return `made:${dealId}:${ownerId}`;
}

/** A program of theirs is somebody else: they did not see what it did. */
function isSelf({ actor }: Ctx, ownerId: string): boolean {
  return actor.kind === 'user' && actor.userId === ownerId;
}
