import { join } from 'node:path';
import { dueSources, type MigrationSource, type MigrationTarget, migrate } from '../db/migrations/run.ts';
import type { Logger } from '../sdk/index.ts';
import { eachInOrder } from './each-in-order.ts';
import { describeFailure } from './import/describe-failure.ts';
import { isWorking, type LoadedPlugin, type WorkingPlugin } from './loaded-plugin.ts';

/**
 * Brings the tables of each plugin up to date; a failed step leaves nothing of itself behind. What is due is asked
 * for once for all of them; each that has something to do then works on a connection of its own.
 */
export async function migratePlugins(
  plugins: readonly LoadedPlugin[],
  target: MigrationTarget,
  log: Logger,
): Promise<LoadedPlugin[]> {
  const due = new Set(
    (await dueSources(target, plugins.filter(isWorking).map(sourceOf))).map(({ id }) => id),
  );
  return eachInOrder(plugins, async (plugin) =>
    due.has(plugin.id) ? migrateOne(plugin, target, log) : null,
  );
}

function sourceOf({ id, codeFolder }: WorkingPlugin): MigrationSource {
  return { id, folder: join(codeFolder, 'migrations') };
}

async function migrateOne(
  plugin: WorkingPlugin,
  target: MigrationTarget,
  log: Logger,
): Promise<string | null> {
  try {
    const steps = await migrate(target, sourceOf(plugin));
    if (steps.length > 0)
      log.info({ plugin: plugin.id, steps }, 'The tables of a plugin were brought up to date.');
    return null;
  } catch (error) {
    const fix = 'Nothing of that step was kept; correct it and restart.';
    return `its tables could not be brought up to date. ${describeFailure(error, plugin.codeFolder)}. ${fix}`;
  }
}
