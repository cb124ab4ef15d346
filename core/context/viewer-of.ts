import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Viewer } from '../sdk/index.ts';

/** A scope as rules see it, before any transaction is opened. */
export function viewerOf(runtime: Pick<Runtime, 'now'>, scope: Scope): Viewer {
  return {
    workspace: scope.workspace,
    actor: scope.actor,
    now: () => runtime.now(),
    can: (permission) => scope.grants.has(permission),
  };
}
