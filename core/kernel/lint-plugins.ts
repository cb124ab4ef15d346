import { lintCatalogue } from '../db/catalogue-lint.ts';
import type { MigrationTarget } from '../db/migrations/run.ts';
import { eachInOrder } from './each-in-order.ts';
import type { LoadedPlugin } from './loaded-plugin.ts';

/**
 * Reads the catalogue once all tables are there. A plugin whose tables do not keep workspaces apart
 * is set aside; faults in tables of no plugin are the core's own.
 * @throws Error that lists the core's faults: nothing may be served with them
 */
export async function lintPlugins(
  plugins: readonly LoadedPlugin[],
  target: MigrationTarget,
): Promise<LoadedPlugin[]> {
  const faults = await lintCatalogue(target.ownerUrl, target.roles);
  const ids = plugins.map(({ id }) => id);
  const faultsOf = (owner: string | null) => faults.filter((fault) => ownerOf(fault, ids) === owner);
  const own = faultsOf(null);
  if (own.length > 0) throw new Error(`The tables do not keep workspaces apart:\n  ${own.join('\n  ')}`);
  return eachInOrder(plugins, async ({ id }) => faultsOf(id).join(' ') || null);
}

/** Each fault begins with the name of a table or function, and those begin with their plugin's id. */
function ownerOf(fault: string, ids: readonly string[]): string | null {
  const owners = ids.filter((id) => fault.startsWith(`${id.replaceAll('-', '_')}_`));
  return owners.sort((a, b) => b.length - a.length)[0] ?? null;
}
