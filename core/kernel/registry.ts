import type { EventRef, Permission, Plugin, Resource } from '../sdk/index.ts';
import type { AllContributions } from './contributions/contributed.ts';

/** Where a plugin stands in this instance. Workspaces have switches of their own. */
export type PluginState = 'enabled' | 'disabled' | 'quarantined' | 'uninstalled';

export interface FoundPlugin {
  readonly id: string;
  /** Holds views/, public/, locales/ and migrations/. */
  readonly folder: string;
  readonly state: PluginState;
  /** Null when importing it or checking it failed. */
  readonly declaration: Plugin | null;
  /** Why it is quarantined, in sentences for an admin. */
  readonly problems: readonly string[];
  /** Its code came up in this process, though it may be held back now. */
  readonly isLoaded?: boolean;
}

/** All that is loaded, frozen after boot; only the states in `plugins` move. What came up contributes. */
export interface Registry {
  /** Every plugin found, working or not, in dependency order; each in its state of now. */
  readonly plugins: readonly FoundPlugin[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly permissions: ReadonlyMap<string, Permission & { readonly plugin: string }>;
  /** By id: what may be emitted. */
  readonly events: ReadonlyMap<string, EventRef<unknown>>;
  /** By kind. What a workspace gets of them goes through the gate: `contributionsIn`. */
  readonly contributions: AllContributions;
}
