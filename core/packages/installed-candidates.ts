import type { Database } from '../db/database.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { unpackedCandidate } from '../kernel/find/package-candidates.ts';
import { installations } from './installations.ts';
import { loadPackage, packageFolder, unpackInto } from './package-store.ts';

/** Plugins that came as packages, unpacked where this process had none of them yet. */
export async function installedCandidates(database: Database, dataDir: string): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const { plugin, package: sha256, phase } of await installations(database)) {
    if (sha256 === null || phase === 'uninstalling') continue;
    found.push(unpackedCandidate(plugin, await unpacked(database, dataDir, sha256)));
  }
  return found;
}

async function unpacked(database: Database, dataDir: string, sha256: string): Promise<string> {
  const { content } = await loadPackage(database, sha256);
  return unpackInto(dataDir, sha256, content).catch(() => packageFolder(dataDir, sha256));
}

/** A package takes the place of a folder of the same name: that is how what came along is upgraded. */
export function withInstalled(found: readonly Candidate[], installed: readonly Candidate[]): Candidate[] {
  const ids = new Set(installed.map(({ name }) => name));
  return [...found.filter(({ name }) => !ids.has(name)), ...installed];
}
