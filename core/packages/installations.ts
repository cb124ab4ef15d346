import type { Database } from '../db/database.ts';
import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';

/** What is being done with a package; null when all is done. */
export type Phase = 'installing' | 'upgrading' | 'reverting' | 'uninstalling';

/** A plugin that came as a package, with the one it had before. */
export interface Installation {
  readonly plugin: string;
  readonly package: string | null;
  readonly previous: string | null;
  readonly phase: Phase | null;
  /** Migrations that had run before the upgrade. */
  readonly stepsBefore: readonly string[];
}

const columns = `plugin_id as plugin, package, previous, phase, steps_before as "stepsBefore"`;

export function installations(database: Database): Promise<Installation[]> {
  return inInstance(database, installationsIn);
}

export function installationsIn(unit: UnitOfWork): Promise<Installation[]> {
  return unit.run<Installation>({
    text: `select ${columns} from plugin_installations order by plugin_id`,
    values: [],
  });
}

const upsert = `
  insert into plugin_installations (plugin_id, package, previous, phase, steps_before) values ($1, $2, $3, $4, $5)
  on conflict (plugin_id) do update set package = excluded.package, previous = excluded.previous,
    phase = excluded.phase, steps_before = excluded.steps_before, changed_at = now()`;

export async function writeInstallation(unit: UnitOfWork, one: Installation): Promise<void> {
  const { plugin, previous, phase, stepsBefore } = one;
  await unit.run({
    text: upsert,
    values: [plugin, one.package, previous, phase, JSON.stringify(stepsBefore)],
  });
}
