import { allows } from '../../access/policy.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { isTransient } from '../../db/transient.ts';
import { writeBatch } from '../../resources/write/write-batch.ts';
import type { Change } from '../../resources/write/write-record.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';
import { findMatches } from '../plan/find-matches.ts';
import type { UpdateNote } from '../record/save-batch.ts';
import { withSavepoint } from './with-savepoint.ts';

type Restoring = Change & { readonly id: string };

/** Give records their former values where nobody changed them since. @returns how many */
export async function restoreUpdated(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  notes: readonly UpdateNote[],
): Promise<number> {
  const ids = notes.map(({ id }) => id);
  const records = await findMatches(ctx, resource, 'id', ids);
  const untouched = notes.filter(({ id, version }) => {
    const record = records.get(id)?.[0];
    return record?.version === version && allows(ctx, resource.options.access.update, record);
  });
  const changes = untouched.map(changeOf);
  if (await succeeds(runtime, ctx, resource, changes)) return changes.length;
  let restored = 0;
  for (const change of changes) if (await succeeds(runtime, ctx, resource, [change])) restored++;
  return restored;
}

function changeOf({ id, values, custom }: UpdateNote): Restoring {
  return { id, values, custom: Object.keys(custom).length > 0 ? custom : undefined };
}

async function succeeds(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  update: readonly Restoring[],
): Promise<boolean> {
  const error = await withSavepoint(ctx.unit, async () => {
    await writeBatch(runtime, ctx, resource, { create: [], update });
  });
  if (isTransient(error)) throw error;
  return error === null;
}
