import type { OpenCtx } from '../../context/open-ctx.ts';
import { findResource } from '../../resources/find-resource.ts';
import { loadIn } from '../../resources/read/load-in.ts';
import {
  removeAuthorised,
  restoreAuthorised,
  updateAuthorised,
} from '../../resources/write/authorised-writes.ts';
import type { CheckedInput } from '../../resources/write/input-schema.ts';
import type { Runtime } from '../../runtime.ts';
import { Conflict, type Resource } from '../../sdk/index.ts';
import type { DoneChange } from './done-row.ts';

/** One record as it was before, unless somebody changed it since. @throws Conflict, NotFound, NotAllowed */
export async function takeBack(runtime: Runtime, ctx: OpenCtx, change: DoneChange): Promise<void> {
  const resource = findResource(runtime, change.resource);
  const isInTrash = change.kind === 'removed';
  const current = await loadIn(runtime, ctx, resource, change.recordId, { lock: true, removed: isInTrash });
  if (current.version !== change.version)
    throw new Conflict('Somebody changed this since. Change it by hand, so that nothing of theirs is lost.');
  await doOpposite(runtime, ctx, resource, change);
}

async function doOpposite(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  { kind, recordId, version, changes }: DoneChange,
): Promise<unknown> {
  if (kind === 'removed') return restoreAuthorised(runtime, ctx, resource, recordId);
  if (kind !== 'updated') return removeAuthorised(runtime, ctx, resource, recordId);
  return updateAuthorised(runtime, ctx, resource, recordId, { ...valuesBefore(changes ?? {}), version });
}

function valuesBefore(changes: NonNullable<DoneChange['changes']>): Pick<CheckedInput, 'values' | 'custom'> {
  const values: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [name, [before, after]] of Object.entries(changes)) {
    if (name === 'custom') Object.assign(custom, cleared(after), before);
    else if (name.startsWith('custom.')) custom[name.slice(7)] = before;
    else values[name] = before;
  }
  return { values, custom: Object.keys(custom).length > 0 ? custom : undefined };
}

/** What was added is emptied. */
function cleared(after: unknown): Record<string, null> {
  return Object.fromEntries(Object.keys((after ?? {}) as object).map((key) => [key, null]));
}
