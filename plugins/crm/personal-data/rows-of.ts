import type { Ctx } from 'guildhall/sdk';

type Table = 'crm_contacts' | 'crm_prospects' | 'crm_interactions' | 'crm_contact_merges';

/** Whole rows as plain values, without what only the database needs. */
export function rowsOf(
  ctx: Ctx,
  table: Table,
  condition: string,
  values: readonly unknown[],
): Promise<Record<string, unknown>[]> {
  return ctx.db
    .sql<{ row: Record<string, unknown> }>(
      `select to_jsonb(r) - 'workspace_id' - 'search_text' as row from ${table} r where workspace_id = $1 and ${condition}`,
      [ctx.workspace.id, ...values],
    )
    .then((rows) => rows.map(({ row }) => row));
}
