import type { Config } from '../config/schema.ts';
import type { Broadcast } from './db/broadcast.ts';
import type { Database } from './db/database.ts';
import type { MigrationTarget } from './db/migrations/run.ts';
import type { CommitSignal } from './events/commit-signal.ts';
import type { Health } from './health/open-health.ts';
import type { Bell } from './jobs/wake/bell.ts';
import type { PluginCalls } from './kernel/plugin-calls.ts';
import type { Registry } from './kernel/registry.ts';
import type { LiveStates } from './kernel/states/live-states.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { Line } from './realtime/line/line.ts';
import type { Logger } from './sdk/index.ts';

/** What one process stands on; made once in `boot`, handed to everything explicitly. */
export interface Runtime {
  readonly config: Config;
  readonly database: Database;
  readonly registry: Registry;
  readonly broadcast: Broadcast;
  /** Raised after each commit that wrote events, so that live updates leave at once. */
  readonly commits: CommitSignal;
  /** Raised after each commit that left jobs to do, so that a worker looks at once. */
  readonly enqueued: CommitSignal;
  /** Word of work between processes. */
  readonly bell: Bell;
  /** Word of the moment between processes: what plugins tell browsers, who is where. */
  readonly line: Line;
  /** Who watches the calls into plugins. */
  readonly pluginCalls: PluginCalls;
  /** What is held against plugins now: disabled, in quarantine. */
  readonly pluginStates: LiveStates;
  /** The way to the tables as their owner, for what changes them: migrations, packages, uninstalling. */
  readonly target: MigrationTarget;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Logger;
  now(): Date;
}
