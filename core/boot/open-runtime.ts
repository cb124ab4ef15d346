import { openInstanceClock } from '../clock/instance-clock.ts';
import { everything } from '../db/broadcast.ts';
import { openBroadcast } from '../db/broadcast-postgres.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { checkPooler, pooledUrl } from '../db/pooler.ts';
import { createCommitSignal } from '../events/commit-signal.ts';
import { unknownPoints } from '../extensions/unknown-points.ts';
import { watchPluginCalls } from '../faults/watch-plugin-calls.ts';
import { openHealth } from '../health/open-health.ts';
import { openBell } from '../jobs/wake/open-bell.ts';
import { buildRegistry } from '../kernel/build-registry.ts';
import { createPluginCalls } from '../kernel/plugin-calls.ts';
import { openLiveStates } from '../kernel/states/live-states.ts';
import { timeLimits } from '../kernel/time-limits.ts';
import { createMetrics } from '../metrics/create-metrics.ts';
import { measureRuntime } from '../metrics/measure-runtime.ts';
import { modulesTopic } from '../modules/enabled-plugins.ts';
import { openLine } from '../realtime/line/open-line.ts';
import type { Runtime } from '../runtime.ts';
import { type LoadingParts, loadPlugins } from './load-plugins.ts';
import { migrateCore } from './migrate-core.ts';

export interface RuntimeParts extends Omit<LoadingParts, 'pluginCalls' | 'pluginStates'> {
  readonly appUrl: string;
  /** The time of the instance. Default: the database's. */
  readonly now?: () => Date;
}

/** From a prepared database to everything that requests stand on: tables, connections, plugins. */
export async function openRuntime(parts: RuntimeParts): Promise<Runtime> {
  const { config, target, appUrl, log, closing } = parts;
  await migrateCore(target, log);
  const pooler = config.databasePooler;
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log, pooler });
  closing.add('database connections', () => database.close());
  if (pooler !== undefined) await checkPooler(database.pool, pooler);
  const now = parts.now ?? (await openTime(parts, database));
  const broadcast = await openBroadcast({ url: appUrl, log });
  closing.add('word between processes', () => broadcast.close());
  const line = await openLine({ config, broadcast, log, closing });
  const pluginCalls = createPluginCalls();
  const pluginStates = await openLiveStates({ database, broadcast, log });
  closing.add('word of plugins', () => pluginStates.close());
  // What a workspace has on depends on it, so all that is remembered of that is forgotten.
  pluginStates.onChange(() => broadcast.tellHere(modulesTopic, everything));
  const ours = { config, database, broadcast, line, pluginCalls, pluginStates, log };
  const faults = await watchPluginCalls(ours);
  closing.add('the watch over plugins', () => faults.stop());
  const plugins = await loadPlugins({ ...parts, pluginCalls, pluginStates }, database);
  const registry = buildRegistry(plugins, { pluginCalls, pluginStates, limits: timeLimits(config) });
  for (const sentence of unknownPoints(registry)) log.warn({}, sentence);
  const signals = { commits: createCommitSignal(), enqueued: createCommitSignal() };
  const bell = await openBell({ ...ours, ...signals, registry, target, closing });
  const pooled = pooler === undefined ? null : pooledUrl(appUrl, pooler);
  const health = openHealth({ config, url: appUrl, pooledUrl: pooled, database, log });
  closing.add('the watch over its health', () => health.stop());
  const runtime: Runtime = {
    ...{ ...ours, ...signals, registry, bell, target, health, metrics: createMetrics() },
    now,
  };
  measureRuntime(runtime);
  return runtime;
}

async function openTime({ log, closing }: RuntimeParts, database: Database): Promise<() => Date> {
  const clock = await openInstanceClock({ database, log });
  closing.add('the clock', () => clock.stop());
  return () => clock.now();
}
