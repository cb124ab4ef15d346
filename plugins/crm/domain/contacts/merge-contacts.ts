import { Conflict, type Ctx, InvalidInput, type Table } from 'guildhall/sdk';
import { contactsMerged } from '../../api.ts';
import { lockContact } from '../../queries/lock-contact.ts';
import { repointAside } from '../../queries/repoint-aside.ts';
import type { Contact, ContactChange, contactFields } from '../../resources/contact-fields.ts';
import { contactMerge } from '../../resources/contact-merge.ts';
import { deal } from '../../resources/deal.ts';
import { interaction } from '../../resources/interaction.ts';
import { moveToContact } from './move-to-contact.ts';
import { customToTake, valuesToTake } from './take-over.ts';

interface Merging {
  readonly duplicateId: string;
  readonly table: Table<typeof contactFields>;
}

/** Make one contact of two: what points at the other moves here, and the other goes to the trash. */
export async function mergeContacts(
  ctx: Ctx,
  survivor: Contact,
  { duplicateId, table }: Merging,
): Promise<ContactChange> {
  const duplicate = await takeDuplicate(ctx, survivor, { duplicateId, table });
  const taken = valuesToTake(survivor, duplicate);
  const custom = customToTake(survivor, duplicate);
  const moves = { from: duplicate.id, to: survivor.id };
  const movedDeals = await moveToContact(ctx.db.table(deal), moves);
  const movedInteractions = await moveToContact(ctx.db.table(interaction), moves);
  await repointAside(ctx, moves);
  if (Object.keys(custom).length > 0) await table.update(survivor.id, { custom });
  await ctx.db.table(contactMerge).create({
    contactId: survivor.id,
    mergedId: duplicate.id,
    mergedName: duplicate.name,
    takenFields: [...Object.keys(taken), ...Object.keys(custom)].slice(0, 50),
    movedDeals,
    movedInteractions,
    mergedById: ctx.actor.userId,
  });
  await table.remove(duplicate.id);
  await ctx.emit(contactsMerged, { contactId: survivor.id, mergedId: duplicate.id });
  return taken;
}

async function takeDuplicate(ctx: Ctx, survivor: Contact, { duplicateId, table }: Merging): Promise<Contact> {
  if (duplicateId === survivor.id) throw noDuplicate('Choose another contact than this one.');
  const duplicate = await table.find(duplicateId);
  if (!duplicate) throw noDuplicate('There is no such contact.');
  if (await lockContact(ctx, duplicateId)) return table.get(duplicateId);
  throw new Conflict('Somebody is changing the other contact right now. Try again in a moment.');
}

function noDuplicate(message: string): InvalidInput {
  return new InvalidInput([{ path: ['duplicateId'], message }]);
}
