import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { identifier } from '../../db/statement.ts';
import { inInstance } from '../../db/unit-of-work.ts';
import { audit } from '../../kernel/states/audit.ts';
import { knownStates } from '../../kernel/states/known-states.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { type Deciding, type MoveWords, moveState } from '../move-state.ts';
import { asOwner, seeingAll } from './as-owner.ts';
import { type ExportedTable, exportRows } from './export-rows.ts';
import { type Leftover, leftoversOf } from './leftovers.ts';
import { type OwnedObjects, ownedObjects } from './owned-objects.ts';
import { refuseWhileRequired } from './refuse-while-required.ts';
import { keyScopes, type Trace, tracesOf } from './traces.ts';

export type UninstallingRuntime = Deciding &
  Pick<Runtime, 'config' | 'log' | 'now'> & { readonly target: MigrationTarget };

export interface Uninstalled {
  /** The folder that holds what was removed. */
  readonly archive: string;
  readonly tables: readonly ExportedTable[];
  /** What still carries its name; the proof is that there is nothing. */
  readonly leftovers: readonly Leftover[];
}

/**
 * Takes a plugin out of service, writes all of its data into an archive, removes it, and looks whether
 * anything is left. The removal is one transaction: killed on the way, nothing of it happened and the
 * same call does it again.
 * @throws NotFound, Conflict while others require it
 */
export async function uninstallPlugin(
  runtime: UninstallingRuntime,
  id: string,
  words: MoveWords,
): Promise<Uninstalled> {
  const known = (await knownStates(runtime.database)).find((state) => state.id === id);
  if (!known) throw new NotFound(`There is no plugin "${id}".`);
  await refuseWhileRequired(runtime, id);
  await moveState(runtime, id, 'uninstalled', words);
  const stamp = runtime.now().toISOString().replaceAll(/[:.]/g, '-');
  const archive = join(runtime.config.dataDir, 'uninstalled', `${id}-${stamp}`);
  await mkdir(archive, { recursive: true, mode: 0o700 });
  const tables = await asOwner(runtime.target, async (client) => {
    const owned = await ownedObjects(client, id);
    const traces = await tracesOf(
      client,
      id,
      owned.tables.map(({ name }) => name),
    );
    const touched = [
      ...new Set([
        ...owned.tables.map(({ name }) => name),
        ...traces.map(({ table }) => table),
        'api_keys',
        'custom_fields',
      ]),
    ];
    return seeingAll(client, touched, () =>
      exportAndRemove(client, { id, archive, version: known.version, owned, traces }),
    );
  });
  const leftovers = await leftoversOf(runtime.target, id);
  await tell(runtime, id, words, tables, leftovers);
  return { archive, tables, leftovers };
}

interface Removal {
  readonly id: string;
  readonly archive: string;
  readonly version: string | null;
  readonly owned: OwnedObjects;
  readonly traces: readonly Trace[];
}

async function exportAndRemove(client: ClientBase, removal: Removal): Promise<ExportedTable[]> {
  const { id, archive, version, owned, traces } = removal;
  const tables: ExportedTable[] = [];
  for (const { name } of owned.tables)
    tables.push(await exportRows(client, archive, { table: name, isOwn: true }));
  for (const { table, where } of traces) {
    if (table === 'plugin_packages') continue;
    tables.push(await exportRows(client, archive, { table, where, isOwn: false }));
  }
  const manifest = { format: 1, plugin: id, version, tables };
  await writeFile(join(archive, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  for (const { table, where } of traces)
    await client.query(`delete from ${identifier(table)} where ${where}`);
  await client.query(keyScopes(id).clear);
  for (const signature of owned.functions) await client.query(`drop function if exists ${signature}`);
  for (const name of [...owned.tables.map((one) => one.name).reverse(), ...owned.bookkeeping])
    await client.query(`drop table ${identifier(name)}`);
  return tables;
}

async function tell(
  { database }: UninstallingRuntime,
  id: string,
  { by }: MoveWords,
  tables: readonly ExportedTable[],
  leftovers: readonly Leftover[],
): Promise<void> {
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  const reason = `${rows} rows of ${tables.length} tables were exported and removed; ${leftovers.length} things are left.`;
  await inInstance(database, (unit) =>
    audit(unit, [{ by, action: 'plugin.uninstall', subject: id, reason, details: { tables, leftovers } }]),
  );
}
