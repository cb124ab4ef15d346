import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { packageFolder } from './package-store.ts';

/** Nobody who is looking at a package right now loses it. */
const restMs = 24 * 3_600_000;

/** Removes unpacked packages that the database no longer knows: looked at and never installed, or uninstalled. */
export async function sweepPackages(database: Database, dataDir: string): Promise<void> {
  const place = join(dataDir, 'plugins');
  const names = await readdir(place).catch(() => [] as string[]);
  const { now, known } = await knownPackages(database);
  const kept = new Set(known.map((sha256) => packageFolder(dataDir, sha256)));
  for (const folder of names.map((name) => join(place, name)).filter((one) => !kept.has(one))) {
    const found = await stat(folder).catch(() => null);
    if (found && now - found.mtimeMs > restMs) await rm(folder, { recursive: true, force: true });
  }
}

interface Known {
  readonly now: number;
  readonly known: readonly string[];
}

async function knownPackages(database: Database): Promise<Known> {
  const text = `select (extract(epoch from now()) * 1000)::float8 as now,
    array(select sha256 from plugin_packages) as known`;
  const [found] = await inInstance(database, (unit) => unit.run<Known>({ text, values: [] }));
  return found ?? { now: 0, known: [] };
}
