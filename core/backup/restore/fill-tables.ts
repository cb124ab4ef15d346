import pg from 'pg';
import { identifier } from '../../db/statement.ts';
import type { ArchivedTable, ArchiveManifest } from '../archive/manifest.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import { type LateKey, lateKeys } from '../catalogue/load-order.ts';
import { placeSequence } from '../catalogue/sequences.ts';
import type { TableShape } from '../catalogue/table-shape.ts';
import { summarise, textSettings } from '../catalogue/table-summary.ts';
import { createTableLoader, type TableLoader } from './table-loader.ts';

export interface Filling {
  readonly order: readonly TableShape[];
  readonly manifest: ArchiveManifest;
  readonly pour: (loader: TableLoader) => Promise<void>;
  readonly beforeCommit: () => Promise<void>;
}

/**
 * Fills tables with the rows of an archive in one transaction of their owner, whom row-level security does not bind
 * meanwhile, and holds each against the archive's own checksum before anything of it counts.
 */
export async function fillTables(client: pg.Client, filling: Filling): Promise<void> {
  const { order, manifest } = filling;
  await client.query('begin');
  for (const setting of textSettings) await client.query(setting);
  await loosen(client, order);
  await pourRows(client, filling);
  await compare(client, order, manifest.tables);
  await placeSequences(client, order, manifest);
  await tighten(client, order);
  await filling.beforeCommit();
  await client.query('commit');
}

async function pourRows(client: pg.Client, { order, pour }: Filling): Promise<void> {
  await client.query(`truncate ${order.map(({ name }) => identifier(name)).join(', ')}`);
  const loader = createTableLoader(client);
  await pour(loader);
  await loader.finish();
}

async function loosen(client: pg.Client, order: readonly TableShape[]): Promise<void> {
  for (const { name, isForced } of order) {
    if (isForced) await client.query(`alter table ${identifier(name)} no force row level security`);
  }
  for (const key of lateKeys(order)) await client.query(alterKey(key, 'deferrable initially deferred'));
}

async function tighten(client: pg.Client, order: readonly TableShape[]): Promise<void> {
  await client.query('set constraints all immediate');
  for (const key of lateKeys(order)) await client.query(alterKey(key, 'not deferrable'));
  for (const { name, isForced } of order) {
    if (isForced) await client.query(`alter table ${identifier(name)} force row level security`);
  }
}

function alterKey({ table, key }: LateKey, how: string): string {
  return `alter table ${identifier(table)} alter constraint ${pg.escapeIdentifier(key)} ${how}`;
}

async function placeSequences(
  client: pg.Client,
  order: readonly TableShape[],
  { sequences }: ArchiveManifest,
): Promise<void> {
  const names = new Set(order.map(({ name }) => name));
  for (const position of sequences) if (names.has(position.table)) await placeSequence(client, position);
}

async function compare(
  client: pg.Client,
  order: readonly TableShape[],
  archived: readonly ArchivedTable[],
): Promise<void> {
  for (const table of order) {
    const wanted = archived.find(({ name }) => name === table.name);
    const { rows, checksum } = await summarise(client, table);
    if (rows === wanted?.rows && (rows === 0 || checksum === wanted.checksum)) continue;
    throw new ArchiveRefused(
      `The table ${table.name} came out different from the archive (${rows} rows for ${wanted?.rows}). Nothing was kept.`,
    );
  }
}
