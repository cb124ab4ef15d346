import type pg from 'pg';
import { z } from 'zod';

export const factsPath = 'workspace.json';

const text = z.string().max(254);

/** What of the instance's own tables belongs to a workspace: itself, and who is in it. Passwords stay where they are. */
export const factsSchema = z.object({
  workspace: z.object({
    ...{ id: z.uuid(), slug: text, name: text, currency: text, timezone: text, locale: text },
  }),
  people: z.array(z.object({ id: z.uuid(), email: text, name: text, locale: text, timezone: text })),
});

export type WorkspaceFacts = z.infer<typeof factsSchema>;
export type ArchivedPerson = WorkspaceFacts['people'][number];

/** In a role that sees every row. @returns null when there is no such workspace */
export async function readFacts(client: pg.Client, slugOrId: string): Promise<WorkspaceFacts | null> {
  const found = await client.query(
    'select id, slug, name, currency, timezone, locale from workspaces where slug = $1 or id::text = $1',
    [slugOrId],
  );
  const workspace = found.rows[0] as WorkspaceFacts['workspace'] | undefined;
  if (!workspace) return null;
  const people = await client.query(
    `select u.id, u.email, u.name, u.locale, u.timezone from users u
     join memberships m on m.id = u.id where m.workspace_id = $1 order by u.email`,
    [workspace.id],
  );
  return factsSchema.parse({ workspace, people: people.rows });
}

export function factsPart(facts: WorkspaceFacts): Buffer {
  return Buffer.from(`${JSON.stringify(facts, null, 2)}\n`);
}
