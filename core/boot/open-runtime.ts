import type { Config } from '../../config/schema.ts';
import { openBroadcast } from '../db/broadcast-postgres.ts';
import { type Database, openDatabase } from '../db/database.ts';
import type { MigrationTarget } from '../db/migrations/run.ts';
import { createCommitSignal } from '../events/commit-signal.ts';
import { buildRegistry } from '../kernel/build-registry.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { loadPlugins } from '../kernel/load-plugins.ts';
import { disabledPlugins } from '../kernel/states/disabled-plugins.ts';
import { rememberStates } from '../kernel/states/remember-states.ts';
import type { Runtime } from '../runtime.ts';
import type { Logger } from '../sdk/index.ts';
import type { Closing } from './closing.ts';
import { migrateCore } from './migrate-core.ts';

export interface RuntimeParts {
  readonly config: Config;
  readonly target: MigrationTarget;
  readonly appUrl: string;
  readonly candidates: readonly Candidate[];
  readonly log: Logger;
  readonly closing: Closing;
}

/** From a prepared database to everything that requests stand on: tables, connections, plugins. */
export async function openRuntime(parts: RuntimeParts): Promise<Runtime> {
  const { config, target, appUrl, log, closing } = parts;
  await migrateCore(target, log);
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log });
  closing.add('database connections', () => database.close());
  const broadcast = await openBroadcast({ url: appUrl, log });
  closing.add('word between processes', () => broadcast.close());
  const registry = await loadRegistry(parts, database);
  return { config, database, registry, broadcast, commits: createCommitSignal(), log, now: () => new Date() };
}

const safeMode = 'Safe mode is on, so no plugin is loaded. Take SAFE_MODE away and restart.';
const byAdmin = 'An admin disabled it for the whole instance.';

async function loadRegistry({ config, target, candidates, log, closing }: RuntimeParts, database: Database) {
  const disabled = await disabledPlugins(database);
  const restReason = ({ name }: Candidate) =>
    disabled.has(name) ? byAdmin : config.safeMode ? safeMode : null;
  const limitMs = config.pluginStartTimeoutMs;
  const started = await loadPlugins(candidates, { target, log, limitMs, restReason });
  closing.add('plugins', () => started.stop());
  if (!config.safeMode) await rememberStates(database, started.plugins);
  return buildRegistry(started.plugins);
}
