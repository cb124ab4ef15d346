import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';
import type { RecordChanged } from './changes-since.ts';

/** A change of some resource, with the transaction that wrote it. */
export interface PastChange {
  readonly workspaceId: string;
  readonly resource: string;
  readonly xid: number;
  /** Null: it is one of too many to remember each. */
  readonly change: RecordChanged | null;
}

export interface NewestChanges {
  /** What has been seen with this, to go on from. */
  readonly seen: string;
  /** Every change that transactions from this one on wrote is here. */
  readonly floor: number;
  readonly changes: readonly PastChange[];
}

const kind = z.enum(['created', 'updated', 'removed', 'restored']);
const row = z.object({
  seen: z.string(),
  floor: z.coerce.number().nullable(),
  workspace_id: z.string().nullable(),
  resource: z.string().nullable(),
  change: z.object({
    id: z.string().nullable(),
    kind: kind.nullable(),
    version: z.number().nullable(),
    xid: z.coerce.number(),
  }),
});

/** The newest changes of all workspaces, at most so many, and where to go on from. */
export async function newestChanges(database: Database, most: number): Promise<NewestChanges> {
  const text = 'select * from events_newest($1)';
  const rows = z.array(row).parse(await readInstance(database, { text, values: [most] }));
  return {
    seen: z.string().parse(rows[0]?.seen),
    floor: rows[0]?.floor ?? 0,
    changes: rows.flatMap(changeOf),
  };
}

function changeOf({ workspace_id: workspaceId, resource, change }: z.infer<typeof row>): PastChange[] {
  const { id, kind, version, xid } = change;
  if (workspaceId === null || resource === null) return [];
  if (id === null || kind === null || version === null) return [];
  return [{ workspaceId, resource, xid, change: { id, kind, version } }];
}
