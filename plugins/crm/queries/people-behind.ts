import type { Ctx, DataSubject } from 'guildhall/sdk';

/** Ids of what stands for one person, also in the trash. */
export interface PeopleBehind {
  readonly contacts: readonly string[];
  readonly prospects: readonly string[];
}

/** By e-mail address, and from a prospect on to the contact it became, and back. */
export async function peopleBehind(ctx: Ctx, { email }: DataSubject): Promise<PeopleBehind> {
  const rows = await ctx.db.sql<{ kind: string; id: string }>(
    `with prospects as (
       select id, contact_id from crm_prospects where workspace_id = $1 and email = $2
     ), contacts as (
       select id from crm_contacts where workspace_id = $1
         and (email = $2 or id in (select contact_id from prospects where contact_id is not null))
     )
     select 'contact' as kind, id from contacts
     union select 'prospect', id from prospects
     union select 'prospect', id from crm_prospects
       where workspace_id = $1 and contact_id in (select id from contacts)`,
    [ctx.workspace.id, email],
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  return { contacts: of('contact'), prospects: of('prospect') };
}
