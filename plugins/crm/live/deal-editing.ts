import { type Ctx, defineLiveMessage, defineSocketEvent } from 'guildhall/sdk';
import { z } from 'zod';
import { deal } from '../resources/deal.ts';

const somebody = z.strictObject({ userId: z.uuid(), name: z.string() });
const whichDeal = z.strictObject({ dealId: z.uuid() });

/** Told to those who have the deal open, as long as somebody's hands are on it. */
export const dealBeingEdited = defineLiveMessage('crm.deal.being-edited', somebody, {
  title: 'Somebody edits a deal',
  permission: 'crm:read',
});

/** Sent again every few seconds while somebody edits, so that nobody needs to say that they stopped. */
export const editDeal = defineSocketEvent('crm.deal.edit', {
  title: 'Say that one edits a deal',
  permission: 'crm:write',
  input: whichDeal,
  output: z.null(),
  run: tellOfEditing,
});

async function tellOfEditing(ctx: Ctx, { dealId }: z.infer<typeof whichDeal>): Promise<null> {
  const { id: record } = await ctx.db.table(deal).get(dealId);
  const { userId, name } = ctx.actor;
  if (userId !== null) ctx.tell(dealBeingEdited, { userId, name }, { resource: deal, record });
  return null;
}
