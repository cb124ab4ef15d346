import type { DataRow } from '../../csv/read-csv.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { importRows } from '../import-file.ts';
import { draftRow } from '../plan/draft-row.ts';
import { keyText } from '../plan/find-matches.ts';
import { planImport } from '../plan/import-plan.ts';
import { linkFinder } from '../plan/link-finder.ts';
import { keyValue } from '../plan/match-row.ts';
import { seenKeys } from '../plan/seen-keys.ts';
import type { Settling } from '../plan/settle-rows.ts';
import { inBatches } from './batches.ts';
import { finishImport } from './finish-import.ts';
import type { ImportJob } from './import-job.ts';
import { runBatch } from './run-batch.ts';
import { scopeOfJob } from './scope-of-job.ts';

/** Write the rows that are not written yet, batch by batch, until the end or until somebody asks to stop. */
export async function runImport(job: ImportJob): Promise<void> {
  const { runtime, lease, record, signal } = job;
  const { scope, resource } = await scopeOfJob(job);
  const plan = await planImport(runtime, scope, resource, record);
  const settling: Settling = { plan, links: linkFinder(runtime, plan), seen: seenKeys() };
  const rows = newRows(
    settling,
    importRows(runtime, lease.workspaceId, record),
    record.lastRow,
    await failedRows(job),
  );
  for await (const batch of inBatches(rows)) {
    if (signal.aborted) return;
    if (!(await runBatch(job, settling, batch))) return finishImport(job, 'cancelled', ended(job));
  }
  await finishImport(job, 'done', ended(job));
}

function ended({ runtime }: ImportJob) {
  return { finished_at: runtime.now().toISOString() };
}

/** Passes over what is committed already, but keeps its keys in mind: a later row may repeat one. */
async function* newRows(
  { plan, seen }: Settling,
  pieces: AsyncIterable<DataRow[]>,
  lastRow: number,
  failed: ReadonlySet<number>,
): AsyncGenerator<DataRow[]> {
  for await (const piece of pieces) {
    for (const row of piece) {
      if (row.row > lastRow || !plan.key || failed.has(row.row)) continue;
      const key = keyValue(plan, draftRow(plan, row));
      if (key !== null) seen.add(keyText(key), row.row);
    }
    const fresh = piece.filter(({ row }) => row > lastRow);
    if (fresh.length > 0) yield fresh;
  }
}

async function failedRows({ runtime, lease, record }: ImportJob): Promise<ReadonlySet<number>> {
  if (record.lastRow === 0) return new Set();
  const text = 'select row_number as row from import_failures where workspace_id = $1 and import_id = $2';
  const rows = await inWorkspace(runtime.database, lease.workspaceId, (unit) =>
    unit.run<{ row: number }>({ text, values: [lease.workspaceId, lease.importId] }),
  );
  return new Set(rows.map(({ row }) => row));
}
