import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { sweepPackages } from './sweep-packages.ts';

const everyMs = 60 * 60 * 1_000;

const forget = `
  delete from plugin_packages p where added_at < now() - interval '1 day'
    and not exists (select from plugin_installations i where p.sha256 in (i.package, i.previous))`;

/** What was looked at a day ago and never installed goes, with its files, and so do files that were left behind. */
export async function forgetPackages({
  database,
  config,
}: Pick<Runtime, 'database' | 'config'>): Promise<void> {
  await inInstance(database, (unit) => unit.run({ text: forget, values: [] }));
  await sweepPackages(database, config.dataDir);
}

/** At the start, and once an hour from then on. */
export function startForgettingPackages(runtime: Runtime): { stop(): Promise<void> } {
  const look = () =>
    forgetPackages(runtime).catch((error: unknown) =>
      runtime.log.warn({ err: error }, 'Old packages could not be removed; trying again in an hour.'),
    );
  let running = look();
  const timer = setInterval(() => {
    running = look();
  }, everyMs).unref();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
