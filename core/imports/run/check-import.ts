import { openCtx } from '../../context/open-ctx.ts';
import type { DataRow } from '../../csv/read-csv.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { importRows } from '../import-file.ts';
import { type ImportPlan, planImport } from '../plan/import-plan.ts';
import { linkFinder } from '../plan/link-finder.ts';
import { previewHeaders, previewRow } from '../plan/preview-row.ts';
import { seenKeys } from '../plan/seen-keys.ts';
import { type Settling, settleRows } from '../plan/settle-rows.ts';
import type { RowToWrite, SettledRow } from '../plan/settled-row.ts';
import { changeImport } from '../record/change-import.ts';
import type { CheckResult, PreviewedRow } from '../record/check-result.ts';
import { inBatches } from './batches.ts';
import { finishImport } from './finish-import.ts';
import type { ImportJob } from './import-job.ts';
import { holdLease } from './lease.ts';
import { type ProblemGroups, problemGroups } from './problem-groups.ts';
import { scopeOfJob } from './scope-of-job.ts';
import { screenRows } from './screen-rows.ts';

const previewed = 20;

/** What a check has found so far. */
interface Tally {
  rows: number;
  readonly counts: { created: number; updated: number; skipped: number; failed: number };
  /** Names of records that would be made besides, by resource. */
  readonly wanted: Map<Resource, Set<string>>;
  readonly preview: PreviewedRow[];
  readonly problems: ProblemGroups;
}

/** Go through the whole file as a run would, and write nothing but what would happen. */
export async function checkImport(job: ImportJob): Promise<void> {
  const { runtime, lease, record, signal } = job;
  const { scope, resource } = await scopeOfJob(job);
  const plan = await planImport(runtime, scope, resource, record);
  const settling: Settling = { plan, links: linkFinder(runtime, plan), seen: seenKeys() };
  const tally: Tally = {
    rows: 0,
    counts: noRows(),
    wanted: new Map(),
    preview: [],
    problems: problemGroups(),
  };
  for await (const batch of inBatches(importRows(runtime, lease.workspaceId, record))) {
    if (signal.aborted) return;
    if (!(await checkBatch(job, settling, tally, batch)))
      return finishImport(job, 'uploaded', { check_result: null });
  }
  await finishImport(job, 'checked', { check_result: resultOf(plan, tally), file_rows: tally.rows });
}

function noRows(): Tally['counts'] {
  return { created: 0, updated: 0, skipped: 0, failed: 0 };
}

async function checkBatch(
  job: ImportJob,
  settling: Settling,
  tally: Tally,
  rows: DataRow[],
): Promise<boolean> {
  const { runtime, lease } = job;
  const { scope } = await scopeOfJob(job);
  return openCtx(runtime, scope, async (ctx) => {
    const { isCancelling } = await holdLease(ctx.unit, lease);
    if (isCancelling) return false;
    const settled = await settleRows(settling, ctx, rows);
    const refused = await screenRows(ctx, settling.plan, settled.filter(isScreened));
    for (const row of settled) count(settling.plan, tally, isScreened(row) ? (refused.get(row) ?? row) : row);
    const result = resultOf(settling.plan, tally);
    await changeImport(ctx.unit, lease.importId, ['checking'], { check_result: result });
    return true;
  });
}

/** What a row points at must be there for rules to look at it. */
function isScreened(row: SettledRow): row is RowToWrite {
  return (row.outcome === 'create' || row.outcome === 'update') && row.wanted.length === 0;
}

const countOf = { create: 'created', update: 'updated', skip: 'skipped', fail: 'failed' } as const;

function count(plan: ImportPlan, tally: Tally, settled: SettledRow): void {
  tally.rows++;
  tally.counts[countOf[settled.outcome]]++;
  if (tally.preview.length < previewed) tally.preview.push(previewRow(plan, settled));
  if (settled.outcome === 'fail') tally.problems.add(settled.row.row, settled.row.line, settled.problems);
  if (settled.outcome !== 'create' && settled.outcome !== 'update') return;
  for (const { resource, name } of settled.wanted) {
    tally.wanted.set(resource, (tally.wanted.get(resource) ?? new Set()).add(name.toLowerCase()));
  }
}

function resultOf(plan: ImportPlan, { rows, counts, wanted, preview, problems }: Tally): CheckResult {
  return {
    rows,
    counts,
    alsoCreates: [...wanted].map(([resource, names]) => ({
      label: labelsOf(resource)[1],
      count: names.size,
    })),
    headers: previewHeaders(plan),
    preview,
    problems: problems.all(),
  };
}
