import type { Config } from '../../config/schema.ts';
import type { Database } from '../db/database.ts';
import type { MigrationTarget } from '../db/migrations/run.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import type { LoadedPlugin } from '../kernel/loaded-plugin.ts';
import { preparePlugins } from '../kernel/prepare-plugins.ts';
import { startPlugins } from '../kernel/start-plugins.ts';
import { disabledPlugins } from '../kernel/states/disabled-plugins.ts';
import { rememberStates } from '../kernel/states/remember-states.ts';
import type { Logger } from '../sdk/index.ts';
import type { Closing } from './closing.ts';

export interface PluginParts {
  readonly config: Config;
  readonly target: MigrationTarget;
  readonly candidates: readonly Candidate[];
  readonly log: Logger;
  readonly closing: Closing;
}

/** Brings plugins up and writes down how they came. */
export async function loadPlugins(parts: PluginParts, database: Database): Promise<readonly LoadedPlugin[]> {
  const { config, log, closing } = parts;
  const prepared = await prepareTables(parts, database);
  const started = await startPlugins(prepared, config.pluginStartTimeoutMs, log);
  closing.add('plugins', () => started.stop());
  tellProblems(started.plugins, log);
  if (!config.safeMode) await rememberStates(database, started.plugins);
  return started.plugins;
}

const safeMode = 'Safe mode is on, so no plugin is loaded. Take SAFE_MODE away and restart.';
const byAdmin = 'An admin disabled it for the whole instance.';

/** Imports, checks and migrates them without starting any. */
export async function prepareTables(parts: PluginParts, database: Database): Promise<LoadedPlugin[]> {
  const { config, target, candidates, log } = parts;
  const disabled = await disabledPlugins(database);
  const restReason = ({ name }: Candidate) =>
    disabled.has(name) ? byAdmin : config.safeMode ? safeMode : null;
  return preparePlugins(candidates, { target, log, limitMs: config.pluginStartTimeoutMs, restReason });
}

function tellProblems(plugins: readonly LoadedPlugin[], log: Logger): void {
  for (const { id, folder, state, problems } of plugins) {
    if (state === 'quarantined') log.error({ plugin: id, folder, problems }, 'A plugin is in quarantine.');
  }
}
