import type { Actor, Workspace } from '../sdk/index.ts';

/** All of a scope that outlives a request. */
export interface Standing {
  readonly workspace: Workspace;
  readonly actor: Actor;
  readonly grants: ReadonlySet<string>;
  readonly enabledPlugins: ReadonlySet<string>;
}
