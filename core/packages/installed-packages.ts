import type { Database } from '../db/database.ts';
import { inInstance } from '../db/unit-of-work.ts';
import type { Phase } from './installations.ts';

/** The package that a plugin is, or becomes at the next start. */
export interface InstalledPackage {
  readonly plugin: string;
  readonly sha256: string;
  readonly version: string;
  /** `npm:@acme/fleet@1.2.0`, `file:fleet-1.2.0.tgz`. */
  readonly source: string;
  readonly addedAt: string;
  /** What is still being done with it; null when it has come up. */
  readonly phase: Phase | null;
}

const text = `
  select i.plugin_id as plugin, p.sha256, p.version, p.source, p.added_at as "addedAt", i.phase
  from plugin_installations i join plugin_packages p on p.sha256 = i.package order by i.plugin_id`;

export function installedPackages(database: Database): Promise<InstalledPackage[]> {
  return inInstance(database, (unit) => unit.run<InstalledPackage>({ text, values: [] }));
}
