import type { Ctx, DataSubject, Erasure } from 'guildhall/sdk';
import { peopleBehind } from '../queries/people-behind.ts';
import { rowsOf } from './rows-of.ts';

const theirs = '(contact_id = any($2) or prospect_id = any($3))';

async function exportInteractions(ctx: Ctx, person: DataSubject) {
  const { contacts, prospects } = await peopleBehind(ctx, person);
  return rowsOf(ctx, 'crm_interactions', theirs, [contacts, prospects]);
}

/** What was said goes; that something was done, and when, stays in the figures of those who did it. */
async function eraseInteractions(ctx: Ctx, person: DataSubject): Promise<Erasure> {
  const { contacts, prospects } = await peopleBehind(ctx, person);
  const gone = await ctx.db.sql<{ id: string }>(
    `update crm_interactions set subject = 'Erased', content = null, outcome = null, custom = '{}',
       removed_at = coalesce(removed_at, now()), updated_at = now(), version = version + 1
     where workspace_id = $1 and ${theirs} returning id`,
    [ctx.workspace.id, contacts, prospects],
  );
  return { erased: gone.length, kept: [], recordIds: gone.map(({ id }) => id) };
}

export const interactionsData = { export: exportInteractions, erase: eraseInteractions };
