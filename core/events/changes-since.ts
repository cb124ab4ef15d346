import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { inInstance } from '../db/unit-of-work.ts';

const recordChanged = z.object({
  id: z.string(),
  kind: z.enum(['created', 'updated', 'removed', 'restored']),
  version: z.number(),
});

export type RecordChanged = z.infer<typeof recordChanged>;

/** What happened to one resource of one workspace. */
export interface ResourceChanges {
  readonly workspaceId: string;
  readonly resource: string;
  readonly total: number;
  /** In the order they were written; null when they were too many to tell one by one. */
  readonly changes: readonly RecordChanged[] | null;
}

export interface ChangesRead {
  /** What has been seen with this, to go on from. */
  readonly seen: string;
  readonly groups: readonly ResourceChanges[];
}

const answer = z.object({
  seen: z.string(),
  workspace_id: z.string().nullable(),
  resource: z.string().nullable(),
  total: z.number().nullable(),
  changes: z.array(recordChanged).nullable(),
});

/** Where to begin: all that is committed now counts as seen. */
export async function seenNow(database: Database): Promise<string> {
  const [row] = await inInstance(database, (unit) =>
    unit.run<{ seen: string }>({ text: 'select pg_current_snapshot()::text as seen', values: [] }),
  );
  return z.string().parse(row?.seen);
}

/** The changes of all workspaces that were committed since `since`, each told exactly once. */
export async function changesSince(database: Database, since: string, most: number): Promise<ChangesRead> {
  const rows = await inInstance(database, (unit) =>
    unit.run({ text: 'select * from events_since($1, $2)', values: [since, most] }),
  );
  const groups = z.array(answer).parse(rows);
  return { seen: groups[0]?.seen ?? since, groups: groups.flatMap(groupOf) };
}

function groupOf(row: z.infer<typeof answer>): ResourceChanges[] {
  if (row.workspace_id === null || row.resource === null) return [];
  const { workspace_id: workspaceId, resource, total, changes } = row;
  return [{ workspaceId, resource, total: total ?? 0, changes }];
}
