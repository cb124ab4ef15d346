import { openDatabase } from '../db/database.ts';
import { findCandidates } from '../kernel/find/find-candidates.ts';
import type { BootParts } from './boot.ts';
import { prepareTables } from './load-plugins.ts';
import { migrateCore } from './migrate-core.ts';
import { prepareDatabase } from './prepare-database.ts';

/** Brings all tables up to date and ends, for a deployment that does this apart. @returns the exit code */
export async function migrateCommand(parts: BootParts): Promise<number> {
  const { config, log, closing, guard, report } = parts;
  const candidates = await findCandidates(config);
  guard.know(candidates);
  const { target, appUrl } = await prepareDatabase(config, closing, report);
  await migrateCore(target, log);
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log });
  closing.add('database connections', () => database.close());
  const plugins = await prepareTables({ ...parts, target, candidates }, database);
  const broken = plugins.filter(({ state }) => state === 'quarantined');
  for (const { problems } of broken) problems.forEach(report);
  report(broken.length === 0 ? 'All tables are up to date.' : `${broken.length} plugins are in quarantine.`);
  return broken.length === 0 ? 0 : 1;
}
