import type { MigrationTarget } from '../db/migrations/run.ts';
import type { Logger } from '../sdk/index.ts';
import { checkCandidates } from './check-candidates.ts';
import { setDependantsAside } from './each-in-order.ts';
import type { Candidate } from './find/candidate.ts';
import { lintPlugins } from './lint-plugins.ts';
import { type LoadedPlugin, type Rest, setAside } from './loaded-plugin.ts';
import { migratePlugins } from './migrate-plugins.ts';
import { orderPlugins } from './order-plugins.ts';

export interface PrepareOptions {
  readonly target: MigrationTarget;
  readonly log: Logger;
  /** For importing a plugin. */
  readonly limitMs: number;
  /** Why a plugin is left alone, if it is. */
  readonly restOf: (candidate: Candidate) => Rest | null;
  /** Looks at those that were checked once more, before anything of them touches the database. */
  readonly judge: (checked: readonly LoadedPlugin[]) => Promise<LoadedPlugin[]>;
}

/**
 * From folders to plugins that are ready to start: imported, checked, in order, their tables up to
 * date. Whatever one of them does wrong stays its own affair.
 */
export async function preparePlugins(
  candidates: readonly Candidate[],
  { target, log, limitMs, restOf, judge }: PrepareOptions,
): Promise<LoadedPlugin[]> {
  const wanted = candidates.filter((candidate) => restOf(candidate) === null);
  const atRest = candidates.flatMap((candidate) => {
    const rest = restOf(candidate);
    return rest ? [setAside(candidate, rest)] : [];
  });
  const checked = await checkCandidates(
    wanted,
    limitMs,
    atRest.map(({ id }) => id),
  );
  const ordered = await setDependantsAside(orderPlugins([...(await judge(checked)), ...atRest]));
  const migrated = await migratePlugins(ordered, target, log);
  return lintPlugins(migrated, target, log);
}
