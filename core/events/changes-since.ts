import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';

const writtenChange = z.object({
  id: z.string(),
  kind: z.enum(['created', 'updated', 'removed', 'restored']),
  version: z.number(),
  /** Of the transaction that wrote it. */
  xid: z.coerce.number(),
});

export type WrittenChange = z.infer<typeof writtenChange>;
export type RecordChanged = Omit<WrittenChange, 'xid'>;

/** What happened to one resource of one workspace. */
export interface ResourceChanges {
  readonly workspaceId: string;
  readonly resource: string;
  readonly total: number;
  /** In the order they were written; null when they were too many to tell one by one. */
  readonly changes: readonly WrittenChange[] | null;
  /** The youngest transaction among those that wrote them. */
  readonly newest: number;
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
  changes: z.array(writtenChange).nullable(),
  newest: z.coerce.number().nullable(),
});

/** All that is committed now counts as seen. */
export async function seenNow(database: Database): Promise<string> {
  const text = 'select pg_current_snapshot()::text as seen';
  const [row] = await readInstance<{ seen: string }>(database, { text, values: [] });
  return z.string().parse(row?.seen);
}

/** The changes of all workspaces that were committed since `since`, each told exactly once. */
export async function changesSince(database: Database, since: string, most: number): Promise<ChangesRead> {
  const text = 'select * from events_since($1, $2)';
  const groups = z.array(answer).parse(await readInstance(database, { text, values: [since, most] }));
  return { seen: groups[0]?.seen ?? since, groups: groups.flatMap(groupOf) };
}

function groupOf({
  workspace_id: workspaceId,
  resource,
  ...rest
}: z.infer<typeof answer>): ResourceChanges[] {
  if (workspaceId === null || resource === null) return [];
  const { total, changes, newest } = rest;
  return [{ workspaceId, resource, total: total ?? 0, changes, newest: newest ?? 0 }];
}
