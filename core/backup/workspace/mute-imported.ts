import type pg from 'pg';

/** What came from an archive may have been told to the world already: it stays silent until somebody confirms. */
export async function muteImported(client: pg.Client, workspaceId: string, createdAt: string): Promise<void> {
  await client.query(
    `insert into mutings (scope, reason) values ($1, $2)
     on conflict (scope) do update set reason = excluded.reason, muted_at = now()`,
    [workspaceId, `came from an archive of ${createdAt}`],
  );
}
