import { enabledPluginsOf } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Actor } from '../sdk/index.ts';
import { workspaceOf } from '../workspaces/workspace-of.ts';
import { type Caller, scopeWith } from './caller.ts';

/** Why the system acts, and who caused it. */
export type Reason = Pick<Extract<Actor, { kind: 'system' }>, 'name' | 'onBehalfOf'>;

/** For work that nobody sits in front of: it may do everything in this one workspace. Null when that is gone. */
export async function scopeOfSystem(
  runtime: Runtime,
  workspaceId: string,
  reason: Reason,
  caller: Caller,
): Promise<Scope | null> {
  const workspace = await workspaceOf(runtime, workspaceId);
  if (!workspace) return null;
  const standing = {
    workspace,
    actor: { kind: 'system', userId: null, ...reason } as const,
    grants: new Set(runtime.registry.permissions.keys()),
    enabledPlugins: await enabledPluginsOf(runtime, workspaceId),
  };
  return scopeWith(standing, caller);
}
