import { packageRoot } from '../../package-root.ts';
import type { Candidate } from './candidate.ts';
import { folderCandidates } from './folder-candidates.ts';
import { packageCandidates } from './package-candidates.ts';

export interface PluginPlaces {
  readonly pluginsDir: string;
  /** npm packages. */
  readonly plugins: readonly string[];
}

export async function findCandidates(places: PluginPlaces): Promise<Candidate[]> {
  const inFolders = await folderCandidates(places.pluginsDir);
  return [...inFolders, ...packageCandidates(places.plugins, packageRoot())];
}
