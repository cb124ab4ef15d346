import type { Actor, Logger, Workspace } from './sdk/index.ts';

/** Where somebody came in. */
export type Door = 'page' | 'rest' | 'palette' | 'cli' | 'mcp' | 'import' | 'workflow' | 'system';

/** What is known of a piece of work beyond who does it; the audit keeps it. */
export interface Origin {
  readonly door: Door;
  readonly requestId: string | null;
  /** The action under way, and the call of it. */
  readonly action?: string;
  readonly callId?: string;
  /** The person who let a program do this. */
  readonly approvedBy?: string;
}

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
  /** Default: the system itself. */
  readonly origin?: Origin | undefined;
}
