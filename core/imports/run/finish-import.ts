import { inWorkspace } from '../../db/unit-of-work.ts';
import { changeImport, type ImportChange } from '../record/change-import.ts';
import type { ImportState } from '../record/import-record.ts';
import type { ImportJob } from './import-job.ts';
import { holdLease } from './lease.ts';

/** The last word on an import that this process held. @throws LeaseLost */
export async function finishImport(
  { runtime, lease, record }: ImportJob,
  state: ImportState,
  change: ImportChange = {},
): Promise<void> {
  const ended: ImportChange = {
    state,
    is_cancelling: false,
    lease_owner: null,
    lease_until: null,
    ...change,
  };
  await inWorkspace(runtime.database, lease.workspaceId, async (unit) => {
    await holdLease(unit, lease);
    await changeImport(unit, lease.importId, [record.state], ended);
  });
}
