import type { Runtime } from '../runtime.ts';
import { readOnlyReason } from '../workspaces/holds/read-only-reason.ts';
import { onlyReading } from './reading-grants.ts';
import type { Standing } from './standing.ts';

/** The same standing with the rights that are left while its workspace may only be read. */
export async function asHeld<Held extends Standing>(runtime: Runtime, standing: Held): Promise<Held> {
  const { workspace, grants, enabledPlugins } = standing;
  const readOnly = await readOnlyReason(runtime, workspace.id, enabledPlugins);
  if (readOnly === null) return standing;
  return {
    ...standing,
    workspace: { ...workspace, readOnly },
    grants: onlyReading(runtime.registry, grants),
  };
}
