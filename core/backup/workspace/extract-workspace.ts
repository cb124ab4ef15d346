import { Readable } from 'node:stream';
import { writeArchiveFile } from '../archive/archive-file.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import type { ArchiveWriter } from '../archive/archive-writer.ts';
import { fileOfPart, tableOfPart } from '../archive/layout.ts';
import type { ArchivedTable } from '../archive/manifest.ts';
import { type ArchiveContents, readArchive } from '../archive/read-archive.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import { type ArchivePart, wholePart } from '../archive/tar-parts.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { countLines, filterRows, textOf, valueAt } from './filter-rows.ts';
import { type ArchivedPerson, factsPart, factsPath, type WorkspaceFacts } from './workspace-facts.ts';

const mostPartBytes = 2 ** 30;

export interface ExtractRequest {
  /** The backup of a whole instance. */
  readonly path: string;
  readonly keys: ArchiveKeys;
  readonly workspace: string;
  readonly to: string;
  /** Is this a table whose rows go along with a workspace? */
  readonly isExported: (table: string) => boolean;
}

/** Takes one workspace out of the backup of an instance, into an archive of its own. @throws ArchiveRefused */
export async function extractWorkspace(request: ExtractRequest): Promise<void> {
  const contents = await checkArchive(request.path, request.keys);
  const { header } = contents;
  if (header.kind !== 'instance')
    throw new ArchiveRefused('This archive holds one workspace already; leave out --workspace.');
  const chosen = header.workspaces.find(
    ({ id, slug }) => slug === request.workspace || id === request.workspace,
  );
  if (!chosen) throw unknownWorkspace(request.workspace, header.workspaces);
  const facts = await readFactsFrom(request, contents, chosen.id);
  await writeArchiveFile(request.to, {}, new Date(header.createdAt), async (writer) => {
    await writer.begin({ ...header, kind: 'workspace', workspaces: [chosen] });
    await writer.add(factsPath, factsPart(facts));
    await copyParts(request, contents, chosen.id, writer);
  });
}

function unknownWorkspace(asked: string, present: readonly { slug: string }[]): ArchiveRefused {
  const known = present.map(({ slug }) => slug).join(', ') || 'none';
  return new ArchiveRefused(`The backup holds no workspace "${asked}". It holds: ${known}.`);
}

/** Workspace and people, from the tables of the instance; who is in it is read first, for memberships come later. */
async function readFactsFrom(
  { path, keys }: ExtractRequest,
  { manifest }: ArchiveContents,
  workspaceId: string,
): Promise<WorkspaceFacts> {
  const of = (name: string) => manifest.tables.find((table) => table.name === name);
  const members = new Set<string>();
  await eachRow({ path, keys }, of('memberships'), 'workspace_id', new Set([workspaceId]), (row, at) => {
    members.add(valueAt(row, at('id')));
  });
  const people: ArchivedPerson[] = [];
  await eachRow({ path, keys }, of('users'), 'id', members, (row, at) => {
    people.push(fieldsOf(row, at, ['id', 'email', 'name', 'locale', 'timezone']));
  });
  let workspace: WorkspaceFacts['workspace'] | null = null;
  await eachRow({ path, keys }, of('workspaces'), 'id', new Set([workspaceId]), (row, at) => {
    workspace = fieldsOf(row, at, ['id', 'slug', 'name', 'currency', 'timezone', 'locale']);
  });
  if (!workspace) throw unknownWorkspace(workspaceId, []);
  return { workspace, people };
}

function fieldsOf<Name extends string>(
  row: Buffer,
  at: (column: string) => number,
  names: readonly Name[],
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(valueAt(row, at(name)))])) as Record<
    Name,
    string
  >;
}

type ReadRow = (row: Buffer, at: (column: string) => number) => void;

async function eachRow(
  { path, keys }: Pick<ExtractRequest, 'path' | 'keys'>,
  table: ArchivedTable | undefined,
  column: string,
  values: ReadonlySet<string>,
  read: ReadRow,
): Promise<void> {
  const at = (name: string) => table?.columns.indexOf(name) ?? -1;
  await readArchive(path, keys, async (part) => {
    if (tableOfPart(part.path) !== table?.name) return;
    const rows = filterRows(await wholePart(part, mostPartBytes), at(column), values);
    for (let start = 0; start < rows.length; ) {
      const end = rows.indexOf(0x0a, start) + 1;
      read(rows.subarray(start, end), at);
      start = end;
    }
  });
}

async function copyParts(
  request: ExtractRequest,
  { manifest }: ArchiveContents,
  workspaceId: string,
  writer: ArchiveWriter,
): Promise<void> {
  const tables = manifest.tables.filter((table) => table.isOfWorkspaces && request.isExported(table.name));
  const byName = new Map(tables.map((table) => [table.name, table]));
  const rows = new Map<string, number>();
  const files = { count: 0, bytes: 0 };
  await readArchive(request.path, request.keys, async (part) => {
    const table = byName.get(tableOfPart(part.path) ?? '');
    if (table)
      rows.set(table.name, (rows.get(table.name) ?? 0) + (await copyRows(part, table, workspaceId, writer)));
    else if (fileOfPart(part.path)?.workspaceId === workspaceId) {
      await writer.addStream(part.path, part.bytes, Readable.from(part.content));
      files.count += 1;
      files.bytes += part.bytes;
    }
  });
  // A checksum of some rows of a table cannot be told from that of all of them.
  const counted = tables.map((table) => ({ ...table, rows: rows.get(table.name) ?? 0, checksum: '' }));
  await writer.finish({
    tables: counted,
    sequences: [],
    files: files.count,
    fileBytes: files.bytes,
    filesGone: 0,
  });
}

async function copyRows(
  part: ArchivePart,
  table: ArchivedTable,
  workspaceId: string,
  writer: ArchiveWriter,
): Promise<number> {
  const column = table.columns.indexOf('workspace_id');
  const kept = filterRows(await wholePart(part, mostPartBytes), column, new Set([workspaceId]));
  if (kept.length > 0) await writer.add(part.path, kept);
  return countLines(kept);
}
