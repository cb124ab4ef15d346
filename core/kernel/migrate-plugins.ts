import { join } from 'node:path';
import { type MigrationTarget, migrate } from '../db/migrations/run.ts';
import type { Logger } from '../sdk/index.ts';
import { eachInOrder } from './each-in-order.ts';
import { describeFailure } from './import/describe-failure.ts';
import type { LoadedPlugin, WorkingPlugin } from './loaded-plugin.ts';

/** Brings the tables of each plugin up to date; a failed step leaves nothing of itself behind. */
export function migratePlugins(
  plugins: readonly LoadedPlugin[],
  target: MigrationTarget,
  log: Logger,
): Promise<LoadedPlugin[]> {
  return eachInOrder(plugins, (plugin) => migrateOne(plugin, target, log));
}

async function migrateOne(
  plugin: WorkingPlugin,
  target: MigrationTarget,
  log: Logger,
): Promise<string | null> {
  try {
    const steps = await migrate(target, { id: plugin.id, folder: join(plugin.codeFolder, 'migrations') });
    if (steps.length > 0)
      log.info({ plugin: plugin.id, steps }, 'The tables of a plugin were brought up to date.');
    return null;
  } catch (error) {
    const fix = 'Nothing of that step was kept; correct it and restart.';
    return `its tables could not be brought up to date. ${describeFailure(error, plugin.codeFolder)}. ${fix}`;
  }
}
