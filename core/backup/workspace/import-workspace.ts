import type pg from 'pg';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { withClient } from '../../db/roles/with-client.ts';
import { scopeSql } from '../../db/scope-sql.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { fileOfPart, filePartPath, tableOfPart } from '../archive/layout.ts';
import type { ArchivedTable } from '../archive/manifest.ts';
import { type ArchiveContents, readArchive } from '../archive/read-archive.ts';
import { ArchiveRefused, damaged } from '../archive/refused.ts';
import { type ArchivePart, wholePart } from '../archive/tar-parts.ts';
import { appliedSteps } from '../catalogue/applied-steps.ts';
import { readTables } from '../catalogue/read-tables.ts';
import type { TableShape } from '../catalogue/table-shape.ts';
import { textSettings } from '../catalogue/table-summary.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { leftOut } from '../restore/left-out.ts';
import { matchTables } from '../restore/match-tables.ts';
import { writePartFile } from '../restore/write-part-file.ts';
import { compareSchema } from './compare-schema.ts';
import { type AddedPerson, matchPeople } from './match-people.ts';
import { muteImported } from './mute-imported.ts';
import { type ImportMode, type PlacedWorkspace, placeWorkspace } from './place-workspace.ts';
import { removeOtherFiles } from './remove-other-files.ts';
import { renameIds } from './rename-ids.ts';
import { advanceSequences, openStage, replaceRows } from './stage-rows.ts';
import { factsPath, factsSchema, type WorkspaceFacts } from './workspace-facts.ts';
import { isExported } from './write-workspace.ts';

export interface ImportRequest {
  readonly target: MigrationTarget;
  readonly dataDir: string;
  readonly path: string;
  readonly keys: ArchiveKeys;
  readonly mode: ImportMode;
  readonly without: readonly string[];
  readonly report: (message: string) => void;
  /** Looked at before anything is touched; what it throws is why the archive is refused. */
  readonly refuse?: (contents: ArchiveContents) => void;
  /** Done last in the transaction, outside any workspace; what it throws takes everything back. */
  readonly settle?: (client: pg.Client, imported: ImportedWorkspace) => Promise<void>;
}

export interface ImportedWorkspace extends PlacedWorkspace {
  readonly rows: number;
  /** Keys of its files. */
  readonly files: ReadonlySet<string>;
  /** Is it as this instance wrote it? */
  readonly isSealed: boolean;
  /** Those who had no account here, and have one without a password now. */
  readonly added: readonly AddedPerson[];
}

/**
 * Brings a workspace from an archive into an instance that runs, in one transaction. Row-level security itself keeps
 * every other workspace out of reach. The workspace is muted until somebody confirms.
 * @throws ArchiveRefused when anything speaks against it; nothing was changed then
 */
export async function importWorkspace(request: ImportRequest): Promise<ImportedWorkspace> {
  request.report('Checking the archive');
  const contents = await checkArchive(request.path, request.keys);
  if (contents.header.kind !== 'workspace') throw wrongKind();
  request.refuse?.(contents);
  const facts = await factsOf(request);
  const imported = await withClient(request.target.ownerUrl, async (client) => {
    compareSchema(contents, await appliedSteps(client), request.without);
    await client.query("set application_name = 'guildhall-import'");
    await client.query("select pg_advisory_lock_shared(hashtext('guildhall:migrations'))");
    await client.query('begin');
    for (const setting of textSettings) await client.query(setting);
    const imported = await bring(client, request, contents, facts);
    await client.query(scopeSql(null));
    await request.settle?.(client, imported);
    await client.query('commit');
    return imported;
  });
  if (request.mode === 'replace') await removeOtherFiles(request.dataDir, imported.id, imported.files);
  return imported;
}

function wrongKind(): ArchiveRefused {
  return new ArchiveRefused(
    'This archive holds a whole instance. Name the workspace you want from it with --workspace, or use "restore". Nothing was changed.',
  );
}

async function factsOf({ path, keys }: ImportRequest): Promise<WorkspaceFacts> {
  let facts: WorkspaceFacts | null = null;
  await readArchive(path, keys, async (part) => {
    if (part.path !== factsPath) return;
    facts = factsSchema.safeParse(JSON.parse((await wholePart(part, 64e6)).toString())).data ?? null;
  });
  if (!facts) throw damaged('it does not say which workspace it holds');
  return facts;
}

async function bring(
  client: pg.Client,
  request: ImportRequest,
  contents: ArchiveContents,
  facts: WorkspaceFacts,
): Promise<ImportedWorkspace> {
  const { manifest } = contents;
  const placed = await placeWorkspace(client, facts, request.mode);
  const { renamed, added } = await matchPeople(client, facts.people);
  await muteImported(client, placed.id, contents.header.createdAt);
  const present = (await readTables(client)).filter(isExported);
  const isOut = leftOut(request.without, contents.header.steps);
  const come = comingTables(manifest.tables, present, request.mode, isOut);
  const names = new Map(
    [...renamed, [facts.workspace.id, placed.id]].filter(([from, to]) => from !== to) as [string, string][],
  );
  request.report(`Loading ${manifest.tables.length} tables and ${manifest.files} files`);
  const files = await pour(client, request, { come, names, placed, digest: manifest.partsDigest });
  await client.query(scopeSql(placed.id));
  const isGone = ({ name, nature }: TableShape) => nature !== 'history' && !isOut(name);
  const gone = request.mode === 'replace' ? present.filter(isGone) : [];
  await replaceRows(client, { gone, come });
  await advanceSequences(client, come);
  const rows = come.reduce(
    (sum, { name }) => sum + (manifest.tables.find((one) => one.name === name)?.rows ?? 0),
    0,
  );
  return { ...placed, rows, files, added, isSealed: contents.isSealed };
}

/** Keys come back with the workspace they belonged to; one that is new here makes its own, and brings its history. */
function comingTables(
  archived: readonly ArchivedTable[],
  present: readonly TableShape[],
  mode: ImportMode,
  isOut: (table: string) => boolean,
): TableShape[] {
  const staying = mode === 'replace' ? 'history' : 'keys';
  const left = new Set(present.filter(({ nature }) => nature === staying).map(({ name }) => name));
  const wanted = archived.filter(({ name, rows }) => rows > 0 && !isOut(name) && !left.has(name));
  return matchTables(wanted, present);
}

interface Pouring {
  readonly come: readonly TableShape[];
  readonly names: ReadonlyMap<string, string>;
  readonly placed: PlacedWorkspace;
  readonly digest: string;
}

/** @returns the keys of the files that came */
async function pour(
  client: pg.Client,
  { path, keys, dataDir }: ImportRequest,
  { come, names, placed, digest }: Pouring,
): Promise<Set<string>> {
  const columns = new Map(come.map((table) => [table.name, table.columns]));
  const loader = await openStage(client, come);
  const files = new Set<string>();
  const { manifest } = await readArchive(path, keys, async (part) => {
    const table = tableOfPart(part.path);
    const wanted = table === null ? undefined : columns.get(table);
    const file = fileOfPart(part.path);
    if (table !== null && wanted) await loader.take(table, wanted, renamedPart(part, names));
    else if (file) {
      await writePartFile(dataDir, { ...part, path: filePartPath(placed.id, file.key) });
      files.add(file.key);
    }
  });
  await loader.finish();
  if (manifest.partsDigest !== digest) throw damaged('it changed while it was read');
  return files;
}

async function* renamedPart(part: ArchivePart, names: ReadonlyMap<string, string>): AsyncGenerator<Buffer> {
  if (names.size === 0) yield* part.content;
  else yield renameIds(await wholePart(part, 2 ** 30), names);
}
