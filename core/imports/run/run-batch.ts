import { openCtx } from '../../context/open-ctx.ts';
import type { DataRow } from '../../csv/read-csv.ts';
import { type Settling, settleRows } from '../plan/settle-rows.ts';
import type { FailedRow, RowToUpdate, RowToWrite, SettledRow } from '../plan/settled-row.ts';
import { saveBatch, saveFailures, saveProgress, type UpdateNote } from '../record/save-batch.ts';
import type { ImportJob } from './import-job.ts';
import { holdLease } from './lease.ts';
import { scopeOfJob } from './scope-of-job.ts';
import { writeRows } from './write-rows.ts';

/**
 * One batch in one transaction: records, events, failed rows and how far the import is.
 * Whatever happens to the process, these agree.
 *
 * @returns false when somebody asked to stop
 */
export async function runBatch(
  job: ImportJob,
  settling: Settling,
  rows: readonly DataRow[],
): Promise<boolean> {
  const { runtime, lease } = job;
  const { scope } = await scopeOfJob(job);
  return openCtx(runtime, scope, async (ctx) => {
    const { isCancelling } = await holdLease(ctx.unit, lease);
    if (isCancelling) return false;
    const settled = await settleRows(settling, ctx, rows);
    const written = await writeRows(runtime, ctx, settling.plan, settling.links, settled.filter(isToWrite));
    const failed = [...settled.filter(isFailed), ...written.failed];
    await saveFailures(ctx.unit, lease.importId, failed);
    await saveBatch(ctx.unit, lease.importId, {
      firstRow: rows[0]?.row ?? 0,
      lastRow: rows.at(-1)?.row ?? 0,
      createdIds: written.created,
      alsoCreated: written.alsoCreated,
      updated: written.updated.map(noteOf),
    });
    await saveProgress(ctx.unit, lease.importId, rows.at(-1)?.row ?? 0, {
      created: written.created.length,
      updated: written.updated.length,
      skipped: settled.filter(({ outcome }) => outcome === 'skip').length,
      failed: failed.length,
    });
    return true;
  });
}

function isToWrite(row: SettledRow): row is RowToWrite {
  return row.outcome === 'create' || row.outcome === 'update';
}

function isFailed(row: SettledRow): row is FailedRow {
  return row.outcome === 'fail';
}

/** Only what the import itself changes: a rule that fills in more can do so again when this is taken back. */
function noteOf({ before, change }: RowToUpdate): UpdateNote {
  const pick = (names: object, from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, from[name] ?? null]));
  return {
    id: before.id,
    version: before.version + 1,
    values: pick(change.values, before),
    custom: pick(change.custom ?? {}, before.custom),
  };
}
