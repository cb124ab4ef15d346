import type { Ctx, DataSubject, Erasure } from 'guildhall/sdk';
import { peopleBehind } from '../queries/people-behind.ts';
import { rowsOf } from './rows-of.ts';

async function exportContacts(ctx: Ctx, person: DataSubject) {
  const { contacts } = await peopleBehind(ctx, person);
  const own = await rowsOf(ctx, 'crm_contacts', 'id = any($2)', [contacts]);
  const merges = await rowsOf(ctx, 'crm_contact_merges', '(contact_id = any($2) or merged_id = any($2))', [
    contacts,
  ]);
  return [...own, ...merges];
}

const emptied = `first_name = 'Erased', last_name = null, email = null, phone = null, mobile = null, job_title = null,
  source = null, tags = '{}', website = null, linkedin = null, street = null, city = null, postal_code = null,
  region = null, country = null, notes = null, custom = '{}', lead_score = 0, last_contacted_at = null`;

/** Deals go on pointing at it; who it was is gone. */
async function eraseContacts(ctx: Ctx, person: DataSubject): Promise<Erasure> {
  const { contacts } = await peopleBehind(ctx, person);
  const values = [ctx.workspace.id, contacts];
  const gone = await ctx.db.sql<{ id: string }>(
    `update crm_contacts set ${emptied}, removed_at = coalesce(removed_at, now()), updated_at = now(), version = version + 1
     where workspace_id = $1 and id = any($2) returning id`,
    values,
  );
  await ctx.db.sql(
    `update crm_contact_merges set merged_name = 'Erased', taken_fields = '{}'
     where workspace_id = $1 and (contact_id = any($2) or merged_id = any($2)) returning id`,
    values,
  );
  return { erased: gone.length, kept: await keptDeals(ctx, contacts), recordIds: contacts };
}

async function keptDeals(ctx: Ctx, contacts: readonly string[]): Promise<Erasure['kept']> {
  const [row] = await ctx.db.sql<{ count: number }>(
    'select count(*)::integer as count from crm_deals where workspace_id = $1 and contact_id = any($2)',
    [ctx.workspace.id, contacts],
  );
  const count = row?.count ?? 0;
  const reason = 'They count in your sales figures. Their titles are yours: look whether one holds a name.';
  return count > 0 ? [{ what: `${count} ${count === 1 ? 'deal' : 'deals'}`, reason }] : [];
}

export const contactsData = { export: exportContacts, erase: eraseContacts };
