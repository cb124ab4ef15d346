import { allows } from '../../access/policy.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { writeBatch } from '../../resources/write/write-batch.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';
import { findMatches } from '../plan/find-matches.ts';
import type { UpdateNote } from '../record/save-batch.ts';
import { isTransient } from './transient.ts';
import { withSavepoint } from './with-savepoint.ts';

/** Give records their former values where nobody changed them since. @returns how many */
export async function restoreUpdated(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  notes: readonly UpdateNote[],
): Promise<number> {
  const records = await findMatches(
    ctx,
    resource,
    'id',
    notes.map(({ id }) => id),
  );
  let restored = 0;
  for (const { id, version, values, custom } of notes) {
    const record = records.get(id)?.[0];
    if (record?.version !== version || !allows(ctx, resource.options.access.update, record)) continue;
    const change = { id, values, custom: Object.keys(custom).length > 0 ? custom : undefined };
    const error = await withSavepoint(ctx.unit, async () => {
      await writeBatch(runtime, ctx, resource, { create: [], update: [change] });
    });
    if (isTransient(error)) throw error;
    if (error === null) restored++;
  }
  return restored;
}
