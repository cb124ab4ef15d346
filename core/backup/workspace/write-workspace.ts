import { dirname, join } from 'node:path';
import { NotFound } from '../../sdk/errors.ts';
import { writeArchiveFile } from '../archive/archive-file.ts';
import type { ArchiveWriter } from '../archive/archive-writer.ts';
import type { ArchivedTable } from '../archive/manifest.ts';
import { loadOrder } from '../catalogue/load-order.ts';
import { readTables } from '../catalogue/read-tables.ts';
import type { TableShape } from '../catalogue/table-shape.ts';
import { summarise } from '../catalogue/table-summary.ts';
import { copyFiles } from '../dump/copy-files.ts';
import { copyOut } from '../dump/copy-out.ts';
import { type DataFile, dataFiles } from '../dump/data-folder.ts';
import { inSnapshot, type Snapshot } from '../dump/in-snapshot.ts';
import { type BackupRequest, headerOf, type MadeBackup } from '../dump/write-instance.ts';
import { factsPart, factsPath, readFacts, type WorkspaceFacts } from './workspace-facts.ts';

export interface ExportRequest extends BackupRequest {
  /** Its word in addresses, or its id. */
  readonly workspace: string;
}

export interface MadeWorkspace extends MadeBackup {
  /** Of the workspace. */
  readonly id: string;
}

/** One workspace in a file of its own: its rows of every table, its files, its people without their passwords. */
export async function writeWorkspace(request: ExportRequest): Promise<MadeWorkspace> {
  const since = new Date();
  return inSnapshot(request.target, async (snapshot) => {
    const facts = await readFacts(snapshot.client, request.workspace);
    if (!facts) throw new NotFound(`There is no workspace "${request.workspace}".`);
    let made: Pick<MadeBackup, 'tables' | 'files'> = { tables: [], files: 0 };
    const written = await writeArchiveFile(request.path, request.keys, request.at, async (writer) => {
      made = await fill(request, since, snapshot, facts, writer);
    });
    return { ...written, ...made, path: request.path, id: facts.workspace.id };
  });
}

async function fill(
  { dataDir, path, at }: ExportRequest,
  since: Date,
  snapshot: Snapshot,
  facts: WorkspaceFacts,
  writer: ArchiveWriter,
): Promise<Pick<MadeBackup, 'tables' | 'files'>> {
  const { id, slug, name } = facts.workspace;
  await writer.begin({
    ...(await headerOf(snapshot, at)),
    kind: 'workspace',
    workspaces: [{ id, slug, name }],
  });
  await writer.add(factsPath, factsPart(facts));
  const tables: ArchivedTable[] = [];
  for (const table of loadOrder(await readTables(snapshot.client)).filter(isExported)) {
    await copyOut(snapshot.client, table, writer, id);
    const { columns, isOfWorkspaces } = table;
    const summary = await summarise(snapshot.client, table, id);
    tables.push({ name: table.name, columns: [...columns], isOfWorkspaces, ...summary });
  }
  const files = filesOf({ dataDir, backupDir: dirname(path), since }, id);
  const copied = await copyFiles(writer, files);
  await writer.finish({
    ...{ tables, sequences: [], files: copied.files, fileBytes: copied.bytes, filesGone: copied.gone },
  });
  return { tables, files: copied.files };
}

/** What belongs to a workspace wherever it goes. */
export function isExported({ isOfWorkspaces, nature }: TableShape): boolean {
  return isOfWorkspaces && ['data', 'history', 'keys'].includes(nature);
}

async function* filesOf(
  folder: Parameters<typeof dataFiles>[0],
  workspaceId: string,
): AsyncGenerator<DataFile> {
  const below = join('files', workspaceId);
  yield* dataFiles(folder, below);
}
