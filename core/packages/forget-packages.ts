import { inInstance } from '../db/unit-of-work.ts';
import { type Chore, hourMs } from '../housekeeping/chore.ts';
import type { Runtime } from '../runtime.ts';
import { sweepPackages } from './sweep-packages.ts';

const forget = `
  delete from plugin_packages p where added_at < now() - interval '1 day'
    and not exists (select from plugin_installations i where p.sha256 in (i.package, i.previous))`;

/** A process that died over a package left files behind, so they are looked for at the start too. */
export const forgettingPackages: Chore = {
  what: 'the removal of packages that nobody installed',
  everyMs: hourMs,
  isDueAtStart: true,
  tidy: forgetPackages,
};

/** What was looked at a day ago and never installed goes, with its files, and so do files that were left behind. */
export async function forgetPackages({
  database,
  config,
}: Pick<Runtime, 'database' | 'config'>): Promise<void> {
  await inInstance(database, (unit) => unit.run({ text: forget, values: [] }));
  await sweepPackages(database, config.dataDir);
}
