import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ClientBase } from 'pg';
import { readTables } from '../../backup/catalogue/read-tables.ts';
import { asOwner } from '../../db/as-owner.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { identifier } from '../../db/statement.ts';
import { Conflict } from '../../sdk/index.ts';
import { type ArchiveManifest, readManifest } from '../archives/manifest.ts';
import { putElementsBack } from './list-elements.ts';
import { seeingAll } from './seeing-all.ts';

/** What goes back besides its own tables, in an order in which it can; what was under way does not, nor packages. */
const restored = [
  ...['plugin_switches', 'custom_fields', 'custom_values'],
  ...['workspace_settings', 'instance_settings', 'user_settings', 'secrets', 'instance_secrets'],
  ...['webhook_endpoints', 'notification_preferences', 'meter_readings', 'import_mappings'],
];
const atOnce = 500;

/**
 * Puts back what uninstalling wrote, into the tables of the plugin that is installed again; what is in
 * them is replaced. All or nothing. @returns rows put back, by table
 */
export async function importArchive(
  target: MigrationTarget,
  archive: string,
): Promise<Record<string, number>> {
  const manifest = await readManifest(archive);
  for (const { table, sha256 } of manifest.tables) await checkFile(archive, table, sha256);
  const order = [...manifest.tables.filter(({ isOwn }) => isOwn), ...inOrder(manifest.tables)];
  const names = order.map(({ table }) => table);
  const lists = [...new Set(manifest.elements.map(({ table }) => table))];
  return asOwner(target, async (client) => {
    const shapes = new Map((await readTables(client)).map((shape) => [shape.name, shape]));
    const missing = names.filter((name) => !shapes.has(name));
    if (missing.length > 0) {
      throw new Conflict(
        `Install "${manifest.plugin}" first and restart: these tables are missing: ${missing.join(', ')}.`,
      );
    }
    return seeingAll(client, [...new Set([...names, ...lists])], async () => {
      const own = order.filter(({ isOwn }) => isOwn).map(({ table }) => table);
      for (const table of [...own].reverse()) await client.query(`delete from ${identifier(table)}`);
      const counts: Record<string, number> = {};
      for (const table of names) {
        counts[table] = await fillTable(client, archive, table, shapes.get(table)?.columns ?? []);
      }
      await putElementsBack(client, manifest.elements);
      return counts;
    });
  });
}

/** Fields before the values that point at them. */
function inOrder(tables: ArchiveManifest['tables']) {
  return restored.flatMap((name) => tables.filter(({ table, isOwn }) => !isOwn && table === name));
}

async function checkFile(archive: string, table: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(archive, `${table}.ndjson`))) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== sha256) throw new Conflict(`${table}.ndjson is damaged. Nothing was put back.`);
}

async function fillTable(
  client: ClientBase,
  archive: string,
  table: string,
  columns: readonly string[],
): Promise<number> {
  const names = columns.map(identifier).join(', ');
  const text = `insert into ${identifier(table)} (${names}) overriding system value
    select ${names} from json_populate_recordset(null::${identifier(table)}, $1::json) on conflict do nothing`;
  let batch: string[] = [];
  let count = 0;
  const flush = async () => {
    if (batch.length > 0) count += (await client.query(text, [`[${batch.join(',')}]`])).rowCount ?? 0;
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(join(archive, `${table}.ndjson`)) })) {
    batch.push(line);
    if (batch.length >= atOnce) await flush();
  }
  await flush();
  return count;
}
