import { openDatabase } from '../db/database.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { findCandidates } from '../kernel/find/find-candidates.ts';
import type { LoadedPlugin } from '../kernel/loaded-plugin.ts';
import { requiredBy } from '../kernel/order-plugins.ts';
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
  const { broken, resting } = await migrateTables(parts, prepared, candidates);
  for (const { problems } of [...broken, ...resting]) problems.forEach(report);
  if (resting.length > 0) report(`${resting.length} plugins were in quarantine before, and stay there.`);
  report(broken.length === 0 ? 'All tables are up to date.' : `${broken.length} plugins are in quarantine.`);
  return broken.length === 0 ? 0 : 1;
}

export interface MigratedTables {
  /** Plugins whose tables could not be brought up to date. */
  readonly broken: readonly LoadedPlugin[];
  /** Those that were held before, and what needs them: no reason to keep everything else from starting. */
  readonly resting: readonly LoadedPlugin[];
}

export async function migrateTables(
  parts: BootParts,
  { target, appUrl }: PreparedDatabase,
  candidates: readonly Candidate[],
): Promise<MigratedTables> {
  const { config, log, closing } = parts;
  await migrateCore(target, log);
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log });
  closing.add('database connections', () => database.close());
  const plugins = await prepareTables(
    { ...parts, target, candidates, know: parts.guard.know.bind(parts.guard) },
    database,
  );
  const held = plugins.filter(({ state }) => state === 'quarantined');
  const resting = restingAmong(plugins);
  return { broken: held.filter((one) => !resting.has(one)), resting: held.filter((one) => resting.has(one)) };
}

/** By decision, or because what they need rests; they come after what they need. */
function restingAmong(plugins: readonly LoadedPlugin[]): Set<LoadedPlugin> {
  const resting = new Set<LoadedPlugin>();
  const restsId = (id: string) => [...resting].some((one) => one.id === id);
  for (const plugin of plugins) {
    const isHeld = plugin.state === 'quarantined' && requiredBy(plugin).some(restsId);
    if (plugin.isAtRest || isHeld) resting.add(plugin);
  }
  return resting;
}
