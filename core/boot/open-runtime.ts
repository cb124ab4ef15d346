import { openBroadcast } from '../db/broadcast-postgres.ts';
import { openDatabase } from '../db/database.ts';
import { createCommitSignal } from '../events/commit-signal.ts';
import { unknownPoints } from '../extensions/unknown-points.ts';
import { buildRegistry } from '../kernel/build-registry.ts';
import { createPluginCalls } from '../kernel/plugin-calls.ts';
import type { Runtime } from '../runtime.ts';
import { loadPlugins, type PluginParts } from './load-plugins.ts';
import { migrateCore } from './migrate-core.ts';

export interface RuntimeParts extends PluginParts {
  readonly appUrl: string;
  /** The time of the instance. Default: the machine's. */
  readonly now?: () => Date;
}

/** From a prepared database to everything that requests stand on: tables, connections, plugins. */
export async function openRuntime(parts: RuntimeParts): Promise<Runtime> {
  const { config, target, appUrl, log, closing } = parts;
  await migrateCore(target, log);
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log });
  closing.add('database connections', () => database.close());
  const broadcast = await openBroadcast({ url: appUrl, log });
  closing.add('word between processes', () => broadcast.close());
  const registry = buildRegistry(await loadPlugins(parts, database));
  for (const sentence of unknownPoints(registry)) log.warn({}, sentence);
  return {
    ...{ config, database, registry, broadcast, log },
    commits: createCommitSignal(),
    pluginCalls: createPluginCalls(),
    now: parts.now ?? (() => new Date()),
  };
}
