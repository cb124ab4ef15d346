import type { Actor, Logger, Workspace } from './sdk/index.ts';

/** Who acts where, with which rights: known before any transaction is opened. */
export interface Scope {
  readonly workspace: Workspace;
  readonly actor: Actor;
  /** Permissions held here; owners hold all that are registered. */
  readonly grants: ReadonlySet<string>;
  /** Plugins switched on in this workspace. */
  readonly enabledPlugins: ReadonlySet<string>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}
