import { type Ctx, defineListener, type HeardEvent, type RecordChange } from 'guildhall/sdk';
import { deals } from '../api.ts';
import { firstOwnerKey } from '../domain/deals/tell-new-owner.ts';
import { dealAssigned } from '../notifications/deal-assigned.ts';
import { madeTogether } from '../queries/made-together.ts';

/** A new deal has an id once it is written: its owner is told of it then, once for all that were made together. */
export const tellOwnerOfNewDeal = defineListener('crm.tell-owner-of-new-deal', {
  title: 'Tell people of deals that others made for them',
  changes: { of: deals, kinds: ['created'] },
  order: 'none',
  run: tell,
});

async function tell(ctx: Ctx, { recordId }: RecordChange, { actor }: HeardEvent): Promise<void> {
  const made = await madeTogether(ctx, recordId);
  if (!made || actor === `user:${made.ownerId}`) return;
  const { name, ownerId, createdAt, others } = made;
  const key = others > 0 ? `made:${createdAt}` : firstOwnerKey(recordId, ownerId);
  await ctx.notify(dealAssigned, { to: [ownerId], payload: { dealId: recordId, name, others }, key });
}
