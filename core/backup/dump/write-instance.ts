import { dirname } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import { readKeys } from '../../../config/secrets.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { packageVersion } from '../../package-root.ts';
import { type WrittenFile, writeArchiveFile } from '../archive/archive-file.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import type { ArchiveWriter } from '../archive/archive-writer.ts';
import { keysPath } from '../archive/layout.ts';
import { type ArchivedTable, type ArchiveHeader, archiveFormat, formatVersion } from '../archive/manifest.ts';
import { appliedSteps } from '../catalogue/applied-steps.ts';
import { loadOrder } from '../catalogue/load-order.ts';
import { readTables } from '../catalogue/read-tables.ts';
import { readSequences } from '../catalogue/sequences.ts';
import type { TableShape } from '../catalogue/table-shape.ts';
import { summarise } from '../catalogue/table-summary.ts';
import { copyFiles } from './copy-files.ts';
import { copyOut } from './copy-out.ts';
import { dataFiles } from './data-folder.ts';
import { inSnapshot, type Snapshot } from './in-snapshot.ts';
import { keysAround } from './keys-around.ts';
import { lackOf, namedFiles } from './named-files.ts';

export interface BackupRequest {
  readonly target: MigrationTarget;
  readonly dataDir: Config['dataDir'];
  readonly path: string;
  readonly keys: ArchiveKeys;
  readonly at: Date;
  /** To save what is left of an instance: is it made also when the folder of files is empty? Default: no. */
  readonly mayLackFiles?: boolean;
  /** Told before each table and before the files: how far it is, from 0 to 1, and what comes. */
  readonly onPart?: (share: number, what: string) => Promise<void>;
}

export interface MadeBackup extends WrittenFile {
  readonly path: string;
  readonly tables: readonly ArchivedTable[];
  readonly files: number;
  /** What it lacks, in a sentence. */
  readonly lack?: string | null;
}

type Filled = Pick<MadeBackup, 'tables' | 'files' | 'lack'>;

/**
 * The whole instance in one file. The database is read in a single snapshot; files and keys follow. Files never change
 * once they are stored, and are kept for a while after they were removed, so every file the snapshot speaks of is there.
 */
export async function writeInstance(request: BackupRequest): Promise<MadeBackup> {
  const { target, path, keys, at } = request;
  // Before the snapshot, by the clock that the files carry.
  const since = new Date();
  const keysBefore = await readKeys(request.dataDir);
  const held = await inSnapshot(target, async (snapshot) => {
    let made: Filled = { tables: [], files: 0 };
    const written = await writeArchiveFile(path, keys, at, async (writer) => {
      const sealedBy = await keysAround(request.dataDir, keysBefore);
      made = await fill({ ...request, since, sealedBy }, snapshot, writer);
    });
    return { ...written, ...made };
  });
  return { ...held, path };
}

interface Moment extends BackupRequest {
  readonly since: Date;
  readonly sealedBy: Awaited<ReturnType<typeof keysAround>>;
}

const untold = async (): Promise<void> => undefined;

async function fill(
  { dataDir, path, at, since, sealedBy, mayLackFiles = false, onPart = untold }: Moment,
  snapshot: Snapshot,
  writer: ArchiveWriter,
): Promise<Filled> {
  await writer.begin(await headerOf(snapshot, at));
  const tables: ArchivedTable[] = [];
  const order = loadOrder(await readTables(snapshot.client));
  for (const [place, table] of order.entries()) {
    await onPart(place / (order.length + 1), table.name);
    tables.push(await addTable(snapshot, writer, table));
  }
  await onPart(order.length / (order.length + 1), 'files');
  const sequences = await snapshot.asOwner(() => readSequences(snapshot.client));
  const missing = await namedFiles(snapshot.client, order);
  const folder = { dataDir, backupDir: dirname(path), since, named: new Set(missing) };
  const { files, bytes, gone } = await copyFiles(writer, dataFiles(folder), (one) => missing.delete(one));
  const lack = await lackOf(dataDir, missing, mayLackFiles);
  await writer.add(keysPath, Buffer.from(JSON.stringify(sealedBy, null, 2)));
  await writer.finish({ tables, sequences, files, fileBytes: bytes, filesGone: gone });
  return { tables, files, lack };
}

export async function headerOf({ client }: Snapshot, at: Date): Promise<ArchiveHeader> {
  const plugins = await client.query<{ id: string; version: string | null }>(
    'select id, version from plugin_states order by id',
  );
  const workspaces = await client.query<{ id: string; slug: string; name: string }>(
    'select id, slug, name from workspaces order by slug',
  );
  return {
    ...{ format: archiveFormat, formatVersion, kind: 'instance', productVersion: packageVersion() },
    ...{ createdAt: at.toISOString(), plugins: plugins.rows, steps: await appliedSteps(client) },
    workspaces: workspaces.rows,
  };
}

async function addTable(
  { client }: Snapshot,
  writer: ArchiveWriter,
  table: TableShape,
): Promise<ArchivedTable> {
  const { name, columns, isOfWorkspaces, nature } = table;
  const shape = { name, columns: [...columns], isOfWorkspaces };
  if (nature === 'passing') return { ...shape, rows: 0, checksum: '0-0' };
  await copyOut(client, table, writer);
  return { ...shape, ...(await summarise(client, table)) };
}
