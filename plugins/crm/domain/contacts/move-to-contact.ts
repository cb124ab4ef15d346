import { type Field, type Table, where } from 'guildhall/sdk';

type Linked = { readonly contactId: Field<string | null> };

const atOnce = 500;

/** Point records at another contact, each with its own event. @returns how many */
export async function moveToContact(
  table: Table<Linked>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  let moved = 0;
  for (;;) {
    const rows = await table.all(where('contactId', 'is', from), { limit: atOnce });
    for (const { id } of rows) await table.update(id, { contactId: to });
    moved += rows.length;
    if (rows.length < atOnce) return moved;
  }
}
