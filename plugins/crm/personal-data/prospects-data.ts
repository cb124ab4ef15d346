import type { Ctx, DataSubject, Erasure } from 'guildhall/sdk';
import { peopleBehind } from '../queries/people-behind.ts';
import { rowsOf } from './rows-of.ts';

async function exportProspects(ctx: Ctx, person: DataSubject) {
  const { prospects } = await peopleBehind(ctx, person);
  return rowsOf(ctx, 'crm_prospects', 'id = any($2)', [prospects]);
}

const emptied = `first_name = 'Erased', last_name = null, email = null, phone = null, job_title = null, company_name = null,
  website = null, source = null, tags = '{}', notes = null, custom = '{}'`;

/** Its stage and value stay, so that conversion figures do. */
async function eraseProspects(ctx: Ctx, person: DataSubject): Promise<Erasure> {
  const { prospects } = await peopleBehind(ctx, person);
  const gone = await ctx.db.sql(
    `update crm_prospects set ${emptied}, removed_at = coalesce(removed_at, now()), updated_at = now(), version = version + 1
     where workspace_id = $1 and id = any($2) returning id`,
    [ctx.workspace.id, prospects],
  );
  return { erased: gone.length, kept: [], recordIds: prospects };
}

export const prospectsData = { export: exportProspects, erase: eraseProspects };
