import { z } from 'zod';
import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';

const asked = z.object({
  /** Part of a name or of an address. */
  q: z.string().trim().max(200).catch(''),
  /** Only those that may only be read. */
  held: z.literal('yes').or(z.literal('')).catch(''),
  /** The address of the last one seen. */
  after: z.string().max(200).catch(''),
});

/** What the page is asked to show; what makes no sense is left out. */
export type WorkspacesAsked = z.infer<typeof asked>;

export function readWorkspacesAsked(query: URLSearchParams): WorkspacesAsked {
  return asked.parse({ q: '', held: '', after: '', ...Object.fromEntries(query) });
}

export interface FoundWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

const onPage = 50;

const found = `select id, slug, name from workspaces w
  where ($1 = '' or position(lower($1) in lower(name)) > 0 or position(lower($1) in slug) > 0)
    and ($2 = '' or exists (select from workspace_holds h where h.workspace_id = w.id)) and slug > $3
  order by slug limit $4`;

/** One page of them by their addresses, and whether there are more. */
export async function findWorkspaces(
  { database }: Pick<Runtime, 'database'>,
  { q, held, after }: WorkspacesAsked,
): Promise<{ readonly workspaces: readonly FoundWorkspace[]; readonly isMore: boolean }> {
  const values = [q, held, after, onPage + 1];
  const rows = await readInstance<FoundWorkspace>(database, { text: found, values });
  return { workspaces: rows.slice(0, onPage), isMore: rows.length > onPage };
}

/** The page with these filters. */
export function workspacesAddress(given: Partial<WorkspacesAsked>): string {
  const pairs = Object.entries(given).filter(([, value]) => value !== '');
  const query = new URLSearchParams(Object.fromEntries(pairs));
  return query.size > 0 ? `/admin/workspaces?${query.toString()}` : '/admin/workspaces';
}
