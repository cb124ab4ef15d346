import type { Database } from '../../db/database.ts';
import { inWorkspace, type UnitOfWork } from '../../db/unit-of-work.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { type ImportRow, toImport } from '../record/import-row.ts';

/** How long an import stays with a process that shows no sign of life. */
export const leaseSeconds = 6;

/** Which import, held by which process. */
export interface Lease {
  readonly workspaceId: string;
  readonly importId: string;
  readonly owner: string;
}

/** Another process holds this import now; whatever was begun here must not be committed. */
export class LeaseLost extends Error {}

const until = `now() + interval '${leaseSeconds} seconds'`;
const mine = 'workspace_id = $1 and id = $2 and lease_owner = $3';

function valuesOf({ workspaceId, importId, owner }: Lease): string[] {
  return [workspaceId, importId, owner];
}

/** Take an import that waits and that nobody works on. @returns null when somebody was faster */
export async function claimImport(database: Database, lease: Lease): Promise<ImportRecord | null> {
  const text = `update imports set lease_owner = $3, lease_until = ${until}
    where workspace_id = $1 and id = $2 and state in ('checking', 'running', 'undoing')
      and (lease_until is null or lease_until < now()) returning *`;
  const [row] = await inWorkspace(database, lease.workspaceId, (unit) =>
    unit.run<ImportRow>({ text, values: valuesOf(lease) }),
  );
  return row ? toImport(row) : null;
}

/** Prolong the lease inside the transaction of a batch: it keeps others out until the batch is committed. @throws LeaseLost */
export async function holdLease(unit: UnitOfWork, lease: Lease): Promise<ImportRecord> {
  const text = `update imports set lease_until = ${until} where ${mine} returning *`;
  const [row] = await unit.run<ImportRow>({ text, values: valuesOf(lease) });
  if (!row) throw new LeaseLost('Another process has taken over this import.');
  return toImport(row);
}

/** Sign of life from work that takes long before its next batch. */
export async function prolongLease(database: Database, lease: Lease): Promise<void> {
  const text = `update imports set lease_until = ${until} where ${mine}`;
  await inWorkspace(database, lease.workspaceId, (unit) => unit.run({ text, values: valuesOf(lease) }));
}

/** Let go, so that another process may go on at once or after a pause. */
export async function releaseLease(database: Database, lease: Lease, pauseSeconds: number): Promise<void> {
  const text = `update imports set lease_until = now() + make_interval(secs => $4) where ${mine}`;
  await inWorkspace(database, lease.workspaceId, (unit) =>
    unit.run({ text, values: [...valuesOf(lease), pauseSeconds] }),
  );
}
