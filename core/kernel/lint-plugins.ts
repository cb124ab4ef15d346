import { lintCatalogue } from '../db/catalogue-lint.ts';
import { ownerOf, prefixOf } from '../db/migrations/name-owner.ts';
import { bookkeepingTable, type MigrationTarget } from '../db/migrations/run.ts';
import { withClient } from '../db/roles/with-client.ts';
import type { Logger } from '../sdk/index.ts';
import { eachInOrder } from './each-in-order.ts';
import type { LoadedPlugin } from './loaded-plugin.ts';

/**
 * Reads the catalogue once all tables are there. A plugin whose tables do not keep workspaces apart
 * is set aside; what one that is gone left behind is told to the log, for nobody serves it.
 * @throws Error that lists faults of the core's own tables: nothing may be served with them
 */
export async function lintPlugins(
  plugins: readonly LoadedPlugin[],
  target: MigrationTarget,
  log: Logger,
): Promise<LoadedPlugin[]> {
  const faults = await lintCatalogue(target.ownerUrl, target.roles);
  if (faults.length === 0) return [...plugins];
  const owners = await tablePrefixes(target);
  // Each fault begins with the name of a table or function.
  const ownedBy = (prefix: string) => faults.filter((fault) => ownerOf(fault, owners) === prefix);
  const own = ownedBy('');
  if (own.length > 0) throw new Error(`The tables do not keep workspaces apart:\n  ${own.join('\n  ')}`);
  const present = plugins.map(({ id }) => prefixOf(id));
  for (const prefix of owners.filter((one) => !present.includes(one) && ownedBy(one).length > 0)) {
    log.error(
      { faults: ownedBy(prefix) },
      'A plugin that is gone left tables that do not keep workspaces apart.',
    );
  }
  return eachInOrder(plugins, async ({ id }) => ownedBy(prefixOf(id)).join(' ') || null);
}

/** Of every plugin that ever made tables here. The bookkeeping of its migrations stays as long as they do. */
async function tablePrefixes({ ownerUrl }: MigrationTarget): Promise<string[]> {
  const text = `select substr(tablename, 12) as prefix from pg_tables
    where schemaname = 'public' and tablename like 'migrations\\_%' and tablename <> $1`;
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query<{ prefix: string }>(text, [bookkeepingTable('core')]),
  );
  return rows.map(({ prefix }) => prefix);
}
