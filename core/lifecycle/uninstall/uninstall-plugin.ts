import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { asOwner } from '../../db/as-owner.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { identifier } from '../../db/statement.ts';
import { inInstance } from '../../db/unit-of-work.ts';
import { audit } from '../../kernel/states/audit.ts';
import { knownStates } from '../../kernel/states/known-states.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { newArchive } from '../archives/archive-folder.ts';
import { manifestFile } from '../archives/manifest.ts';
import { writeProof } from '../archives/proof.ts';
import { type Deciding, type MoveWords, moveState } from '../move-state.ts';
import { type ExportedTable, exportRows } from './export-rows.ts';
import { type Leftover, leftoversOf } from './leftovers.ts';
import { removeElements } from './list-elements.ts';
import { filesIn, type OwnedFiles, removeFiles } from './owned-files.ts';
import { type OwnedObjects, ownedObjects } from './owned-objects.ts';
import { refuseWhileRequired } from './refuse-while-required.ts';
import { seeingAll } from './seeing-all.ts';
import { type Trace, touchedTables, tracesOf } from './traces.ts';

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
  const archive = await newArchive(runtime.config.dataDir, id, runtime.now());
  const { tables, files } = await asOwner(runtime.target, async (client) => {
    const owned = await ownedObjects(client, id);
    const own = owned.tables.map(({ name }) => name);
    const traces = await tracesOf(client, id, own);
    const removal = { id, archive, version: known.version, owned, traces };
    return seeingAll(client, own, async () => {
      const ownTables = await exportOwn(client, removal);
      // The core's tables are locked from here on, so its large part is behind it.
      return seeingAll(client, touchedTables(traces), () => exportAndRemove(client, removal, ownTables));
    });
  });
  await removeFiles(runtime, files);
  const leftovers = await leftoversOf(runtime.target, id);
  await writeProof(archive, { at: runtime.now().toISOString(), leftovers });
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

interface Removed {
  readonly tables: readonly ExportedTable[];
  readonly files: OwnedFiles;
}

async function exportOwn(client: ClientBase, { archive, owned }: Removal): Promise<ExportedTable[]> {
  const tables: ExportedTable[] = [];
  for (const { name } of owned.tables)
    tables.push(await exportRows(client, archive, { table: name, isOwn: true }));
  return tables;
}

async function exportAndRemove(
  client: ClientBase,
  removal: Removal,
  ownTables: readonly ExportedTable[],
): Promise<Removed> {
  const { id, archive, version, owned, traces } = removal;
  const files = await filesIn(client, id);
  const tables = [...ownTables];
  for (const { table, where } of traces) {
    if (table === 'plugin_packages') continue;
    tables.push(await exportRows(client, archive, { table, where, isOwn: false }));
  }
  const elements = await removeElements(client, id);
  const manifest = { format: 1, plugin: id, version, tables, elements };
  await writeFile(join(archive, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  for (const { table, where } of traces)
    await client.query(`delete from ${identifier(table)} where ${where}`);
  await dropObjects(client, owned);
  return { tables, files };
}

async function dropObjects(client: ClientBase, { tables, functions, others, bookkeeping }: OwnedObjects) {
  const late = /^(sequence|type) /;
  for (const what of others.filter((one) => !late.test(one))) await client.query(`drop ${what}`);
  for (const signature of functions) await client.query(`drop function if exists ${signature}`);
  for (const name of [...tables.map((one) => one.name).reverse(), ...bookkeeping])
    await client.query(`drop table ${identifier(name)}`);
  for (const what of others.filter((one) => late.test(one))) await client.query(`drop ${what}`);
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
