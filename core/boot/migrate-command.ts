import { openDatabase } from '../db/database.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { findCandidates } from '../kernel/find/find-candidates.ts';
import type { LoadedPlugin } from '../kernel/loaded-plugin.ts';
import type { BootParts } from './boot.ts';
import { prepareTables } from './load-plugins.ts';
import { migrateCore } from './migrate-core.ts';
import { type PreparedDatabase, prepareDatabase } from './prepare-database.ts';

/** Brings all tables up to date and ends, for a deployment that does this apart. @returns the exit code */
export async function migrateCommand(parts: BootParts): Promise<number> {
  const { config, closing, guard, report } = parts;
  const candidates = await findCandidates(config);
  guard.know(candidates);
  const prepared = await prepareDatabase(config, closing, report);
  const broken = await migrateTables(parts, prepared, candidates);
  for (const { problems } of broken) problems.forEach(report);
  report(broken.length === 0 ? 'All tables are up to date.' : `${broken.length} plugins are in quarantine.`);
  return broken.length === 0 ? 0 : 1;
}

/** @returns the plugins whose tables could not be brought up to date */
export async function migrateTables(
  parts: BootParts,
  { target, appUrl }: PreparedDatabase,
  candidates: readonly Candidate[],
): Promise<LoadedPlugin[]> {
  const { config, log, closing } = parts;
  await migrateCore(target, log);
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log });
  closing.add('database connections', () => database.close());
  const plugins = await prepareTables(
    { ...parts, target, candidates, know: parts.guard.know.bind(parts.guard) },
    database,
  );
  return plugins.filter(({ state }) => state === 'quarantined');
}
