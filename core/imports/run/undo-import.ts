import { type OpenCtx, openCtx } from '../../context/open-ctx.ts';
import { removeUnchanged } from '../../resources/write/remove-batch.ts';
import type { Resource } from '../../sdk/index.ts';
import type { UpdateNote } from '../record/save-batch.ts';
import { finishImport } from './finish-import.ts';
import type { ImportJob } from './import-job.ts';
import { holdLease } from './lease.ts';
import { removeAlsoCreated } from './remove-also-created.ts';
import { restoreUpdated } from './restore-updated.ts';
import { scopeOfJob } from './scope-of-job.ts';

interface StoredBatch {
  readonly first_row: number;
  readonly created_ids: string[];
  readonly also_created: Record<string, string[]>;
  readonly updated: UpdateNote[];
}

/** Take back batch by batch, the last one first; each that is taken back is forgotten in the same transaction. */
export async function undoImport(job: ImportJob): Promise<void> {
  while (!job.signal.aborted) {
    if (await undoNewest(job)) continue;
    await finishImport(job, 'done', { undone_at: job.runtime.now().toISOString() });
    return;
  }
}

async function undoNewest(job: ImportJob): Promise<boolean> {
  const { runtime, lease } = job;
  const { scope, resource } = await scopeOfJob(job);
  return openCtx(runtime, scope, async (ctx) => {
    await holdLease(ctx.unit, lease);
    const [batch] = await ctx.unit.run<StoredBatch>({
      text: 'select * from import_batches where workspace_id = $1 and import_id = $2 order by first_row desc limit 1',
      values: [lease.workspaceId, lease.importId],
    });
    if (!batch) return false;
    await undoBatch(job, ctx, resource, batch);
    return true;
  });
}

async function undoBatch(
  job: ImportJob,
  ctx: OpenCtx,
  resource: Resource,
  batch: StoredBatch,
): Promise<void> {
  const { runtime, lease } = job;
  const removed = await removeUnchanged(runtime, ctx, resource, batch.created_ids);
  const restored = await restoreUpdated(runtime, ctx, resource, batch.updated);
  await removeAlsoCreated(runtime, ctx, batch.also_created);
  const kept = batch.created_ids.length - removed.length + batch.updated.length - restored;
  await ctx.unit.run({
    text:
      'update imports set undone_removed = undone_removed + $3, undone_restored = undone_restored + $4, ' +
      'undone_kept = undone_kept + $5 where workspace_id = $1 and id = $2',
    values: [lease.workspaceId, lease.importId, removed.length, restored, kept],
  });
  await ctx.unit.run({
    text: 'delete from import_batches where workspace_id = $1 and import_id = $2 and first_row = $3',
    values: [lease.workspaceId, lease.importId, batch.first_row],
  });
}
