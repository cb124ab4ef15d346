import { corePermissions } from '../access/core-permissions.ts';
import { packageVersion } from '../package-root.ts';
import { checkPlugins } from './check-plugins.ts';
import type { Candidate } from './find/candidate.ts';
import { importPlugin } from './import/import-plugin.ts';
import { preparePluginModules } from './import/plugin-modules.ts';
import type { LoadedPlugin } from './loaded-plugin.ts';

/** Imports them side by side and judges them together; touches no database. */
export async function checkCandidates(
  candidates: readonly Candidate[],
  limitMs: number,
  atRest: readonly string[] = [],
  version = packageVersion(),
): Promise<LoadedPlugin[]> {
  await preparePluginModules(candidates);
  const imported = await Promise.all(candidates.map((candidate) => importPlugin(candidate, limitMs)));
  return checkPlugins(imported, {
    version,
    corePermissions: Object.keys(corePermissions),
    atRest,
  });
}
