import type { Config } from '../../config/schema.ts';
import type { Database } from '../db/database.ts';
import type { MigrationTarget } from '../db/migrations/run.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import type { LoadedPlugin, Rest } from '../kernel/loaded-plugin.ts';
import type { PluginCalls } from '../kernel/plugin-calls.ts';
import { preparePlugins } from '../kernel/prepare-plugins.ts';
import { type StartedPlugins, startPlugins } from '../kernel/start-plugins.ts';
import { heldPlugins } from '../kernel/states/held-plugins.ts';
import type { LiveStates } from '../kernel/states/live-states.ts';
import { rememberFound, rememberInstalled, rememberStates } from '../kernel/states/remember-states.ts';
import { holdToConsent } from '../packages/hold-to-consent.ts';
import { installedCandidates, withInstalled } from '../packages/installed-candidates.ts';
import { finishReverts, settleInstallations, whileSettling } from '../packages/settle-installations.ts';
import type { Logger } from '../sdk/index.ts';
import type { Closing } from './closing.ts';

export interface PluginParts {
  readonly config: Config;
  readonly target: MigrationTarget;
  readonly candidates: readonly Candidate[];
  readonly log: Logger;
  readonly closing: Closing;
  /** Told of every plugin there is, packages included, before any of them runs. */
  readonly know?: (candidates: readonly Candidate[]) => void;
}

export interface LoadingParts extends PluginParts {
  readonly pluginCalls: PluginCalls;
  readonly pluginStates: LiveStates;
}

/** Brings plugins up and writes down how they came. */
export async function loadPlugins(parts: LoadingParts, database: Database): Promise<readonly LoadedPlugin[]> {
  const { config, log, closing, pluginStates } = parts;
  const started = await startSettled(parts, database);
  closing.add('plugins', () => started.stop());
  pluginStates.onChange(() => started.follow(pluginStates));
  tellProblems(started.plugins, log);
  if (!config.safeMode) await rememberStates(database, started.plugins);
  return started.plugins;
}

/** An upgrade that does not come up is taken back, and what was there before comes up instead. */
async function startSettled(parts: LoadingParts, database: Database): Promise<StartedPlugins> {
  const { config, target, log } = parts;
  if (config.safeMode) return startAll(parts, database);
  const settling = { database, target, log, dataDir: config.dataDir };
  return whileSettling(settling, async () => {
    await finishReverts(settling);
    const started = await startAll(parts, database);
    if (!(await settleInstallations(settling, started.plugins))) return started;
    await started.stop();
    return startAll(parts, database);
  });
}

async function startAll(parts: LoadingParts, database: Database): Promise<StartedPlugins> {
  const { config, log, pluginCalls } = parts;
  const prepared = await prepareTables(parts, database);
  return startPlugins(prepared, { limitMs: config.pluginStartTimeoutMs, log, pluginCalls });
}

const safeMode = 'Safe mode is on, so no plugin is loaded. Take SAFE_MODE away and restart.';

/** Imports, checks and migrates them without starting any. */
export async function prepareTables(parts: PluginParts, database: Database): Promise<LoadedPlugin[]> {
  const { config, target, log } = parts;
  const candidates = withInstalled(parts.candidates, await installedCandidates(database, config.dataDir));
  parts.know?.(candidates);
  const held = await heldPlugins(database);
  const restOf = ({ name }: Candidate): Rest | null => {
    const hold = held.get(name);
    if (hold) return { id: hold.id, state: hold.as, reason: hold.reason };
    return config.safeMode ? { id: name, state: 'disabled', reason: safeMode } : null;
  };
  if (!config.safeMode) await rememberFound(database, inFolders(candidates));
  const limitMs = config.pluginStartTimeoutMs;
  const judge = (checked: readonly LoadedPlugin[]) => holdToConsent(database, checked);
  const prepared = await preparePlugins(candidates, { target, log, limitMs, restOf, judge });
  if (!config.safeMode) await rememberInstalled(database, prepared);
  return prepared;
}

/** The id of a package is known only once it was read. */
function inFolders(candidates: readonly Candidate[]) {
  return candidates
    .filter(({ origin }) => origin === 'folder')
    .map(({ name }) => ({ id: name, foundAs: name }));
}

function tellProblems(plugins: readonly LoadedPlugin[], log: Logger): void {
  for (const { id, folder, state, problems } of plugins) {
    if (state === 'quarantined') log.error({ plugin: id, folder, problems }, 'A plugin is in quarantine.');
  }
}
