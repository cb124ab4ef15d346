import type { Database } from '../db/database.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { isWorking, type LoadedPlugin, quarantined } from '../kernel/loaded-plugin.ts';
import { complaint, sentenceOf } from '../kernel/problem.ts';
import { widened } from './capabilities.ts';
import { type AskedCapabilities, noCapabilities } from './inspect/inspection.ts';

interface ConsentRow {
  readonly plugin: string;
  readonly version: string;
  readonly capabilities: AskedCapabilities;
}

/** The last consent to each version of what is installed as a package. */
const consents = `
  select distinct on (c.plugin_id, c.version) c.plugin_id as plugin, c.version, c.capabilities
  from plugin_consents c join plugin_installations i on i.plugin_id = c.plugin_id and i.package is not null
  order by c.plugin_id, c.version, c.id desc`;

/**
 * A package is held to what was consented to when it was looked at, whatever it says of itself now: its code may tell
 * where it runs. What came along as a folder was put there by whoever may do anything on this machine.
 */
export async function holdToConsent(
  database: Database,
  plugins: readonly LoadedPlugin[],
): Promise<LoadedPlugin[]> {
  const rows = await inInstance(database, (unit) =>
    unit.run<ConsentRow & object>({ text: consents, values: [] }),
  );
  const installed = new Set(rows.map(({ plugin }) => plugin));
  return plugins.map((plugin) =>
    installed.has(plugin.id) && isWorking(plugin) ? heldTo(rows, plugin) : plugin,
  );
}

function heldTo(rows: readonly ConsentRow[], plugin: LoadedPlugin): LoadedPlugin {
  const { id, declaration } = plugin;
  const row = rows.find((one) => one.plugin === id && one.version === declaration?.version);
  const asked = { ...noCapabilities, ...(declaration?.capabilities as object | undefined) };
  const more = widened(row?.capabilities ?? noCapabilities, asked);
  if (more.length === 0) return plugin;
  const message = `it wants to ${more.join(', ')}, and nobody consented to that when it was installed.`;
  return quarantined(plugin, sentenceOf(id, complaint('capabilities', message)));
}
