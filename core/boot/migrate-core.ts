import { type MigrationTarget, migrate } from '../db/migrations/run.ts';
import { codeFolder } from '../package-root.ts';
import type { Logger } from '../sdk/index.ts';

/** Brings the core's own tables up to date; without them nothing can start. */
export async function migrateCore(target: MigrationTarget, log: Logger): Promise<void> {
  const steps = await migrate(target, { id: 'core', folder: codeFolder('migrations') });
  if (steps.length > 0) log.info({ steps }, 'The tables of the core were brought up to date.');
}
