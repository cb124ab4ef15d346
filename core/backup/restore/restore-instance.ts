import { join } from 'node:path';
import type pg from 'pg';
import { adoptKeys } from '../../../config/secrets.ts';
import { type MigrationTarget, migrate } from '../../db/migrations/run.ts';
import { withClient } from '../../db/roles/with-client.ts';
import type { Candidate } from '../../kernel/find/candidate.ts';
import { muteRestored } from '../../muting/mute-restored.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { keysPath, tableOfPart } from '../archive/layout.ts';
import type { ArchiveHeader } from '../archive/manifest.ts';
import { type ArchiveContents, readArchive } from '../archive/read-archive.ts';
import { ArchiveRefused, damaged } from '../archive/refused.ts';
import { type ArchivePart, wholePart } from '../archive/tar-parts.ts';
import { readTables } from '../catalogue/read-tables.ts';
import type { TableShape } from '../catalogue/table-shape.ts';
import { withArchivedPackages } from './archived-packages.ts';
import { checkArchive } from './check-archive.ts';
import { clearSchema } from './clear-schema.ts';
import { emptyFolder } from './empty-folder.ts';
import { fillTables } from './fill-tables.ts';
import { leftOut } from './left-out.ts';
import { matchTables } from './match-tables.ts';
import { type PluginCode, planSteps, type StepGroup } from './plan-steps.ts';
import { rewindReader } from './rewind-reader.ts';
import type { TableLoader } from './table-loader.ts';
import { type TargetState, targetState } from './target-state.ts';
import { writePartFile } from './write-part-file.ts';

export interface RestoreRequest {
  readonly target: MigrationTarget;
  readonly dataDir: string;
  readonly path: string;
  readonly keys: ArchiveKeys;
  /** Where migrations of plugins lie that are here; those that came as packages are in the archive. */
  readonly code: readonly PluginCode[];
  /** Plugins whose data is to be left out. */
  readonly without: readonly string[];
  readonly at: Date;
  readonly report: (message: string) => void;
  /** Called when there is something to lose, before it is. Throws where nothing may be lost. */
  readonly onPresent: (state: TargetState) => Promise<void>;
}

/**
 * Makes this instance what the archive says. Everything that can be refused is refused before anything is touched; rows
 * are loaded in one transaction that ends with the instance muted.
 */
export async function restoreInstance(request: RestoreRequest): Promise<ArchiveContents> {
  const { path, keys, without, report } = request;
  report('Checking the archive');
  const contents = await checkArchive(path, keys);
  if (contents.header.kind !== 'instance') throw wrongKind();
  await withArchivedPackages({ path, keys, contents, without }, async (packages) => {
    const code = withPackages(request.code, packages);
    await replace(request, contents, await planSteps(contents.header, code, without));
  });
  return contents;
}

/** As at every start, a package takes the place of a folder of the same name. */
function withPackages(code: readonly PluginCode[], packages: readonly Candidate[]): PluginCode[] {
  const brought = packages.map(({ name: id, codeFolder }) => ({ id, codeFolder }));
  const ids = new Set(brought.map(({ id }) => id));
  return [...code.filter(({ id }) => !ids.has(id)), ...brought];
}

async function replace(
  request: RestoreRequest,
  contents: ArchiveContents,
  steps: readonly StepGroup[],
): Promise<void> {
  const { target, report } = request;
  await withClient(target.ownerUrl, async (client) => {
    await refuseOrClear(client, request);
    await runSteps(target, steps, report);
    await load(client, request, contents);
  });
}

function wrongKind(): ArchiveRefused {
  return new ArchiveRefused(
    'This archive holds one workspace, not an instance. Use "import" for it. Nothing was changed.',
  );
}

async function refuseOrClear(client: pg.Client, request: RestoreRequest): Promise<void> {
  const { target, dataDir, onPresent } = request;
  const state = await targetState(client, target.roles.app);
  if (state.foreign.length > 0) throw notOurs(state.foreign);
  if (state.connections > 0) {
    throw new ArchiveRefused(
      `Guildhall is running on this database (${state.connections} connections). Nothing was changed. Stop it first.`,
    );
  }
  if (!state.isEmpty) {
    await onPresent(state);
    await emptyFolder(join(dataDir, 'files'));
  }
  await clearSchema(client, target.roles.definer);
}

const mostNamed = 5;

function notOurs(foreign: readonly string[]): ArchiveRefused {
  const named = foreign.slice(0, mostNamed).join(', ');
  const more = foreign.length > mostNamed ? ` and ${foreign.length - mostNamed} more` : '';
  return new ArchiveRefused(
    `The database holds what Guildhall did not make: ${named}${more}. Nothing was changed. ` +
      'Name a database of its own in DATABASE_URL, or take these out of this one first; no backup of Guildhall holds them.',
  );
}

async function runSteps(
  target: MigrationTarget,
  groups: readonly StepGroup[],
  report: RestoreRequest['report'],
): Promise<void> {
  report('Making the tables as they were');
  for (const { source, names } of groups) await migrate(target, source, new Set(names));
}

async function load(client: pg.Client, request: RestoreRequest, contents: ArchiveContents): Promise<void> {
  const { header, manifest } = contents;
  const order = matchTables(
    manifest.tables,
    await readTables(client),
    leftOut(request.without, header.steps),
  );
  const rows = order.reduce((sum, { name }) => sum + rowsOf(manifest.tables, name), 0);
  request.report(`Loading ${rows} rows of ${order.length} tables and ${manifest.files} files`);
  await fillTables(client, {
    order,
    manifest,
    pour: (loader) => pour(request, order, loader, manifest.partsDigest),
    beforeCommit: async () => {
      await rewindReader(client);
      await muteRestored(client, reasonOf(header), request.at);
    },
  });
}

function rowsOf(tables: ArchiveContents['manifest']['tables'], name: string): number {
  return tables.find((table) => table.name === name)?.rows ?? 0;
}

function reasonOf({ createdAt }: ArchiveHeader): string {
  return `restored from a backup of ${createdAt}`;
}

/** Rows go into the open transaction; files and keys go to their places, where they do no harm should it fail. */
async function pour(
  { path, keys, dataDir }: RestoreRequest,
  order: readonly TableShape[],
  loader: TableLoader,
  digest: string,
): Promise<void> {
  const columns = new Map(order.map((table) => [table.name, table.columns]));
  const { manifest } = await readArchive(path, keys, async (part) => {
    const table = tableOfPart(part.path);
    const wanted = table === null ? undefined : columns.get(table);
    if (table !== null && wanted) await loader.take(table, wanted, part.content);
    else if (table === null) await putFile(dataDir, part);
  });
  if (manifest.partsDigest !== digest) throw damaged('it changed while it was read');
}

async function putFile(dataDir: string, part: ArchivePart): Promise<void> {
  if (part.path !== keysPath) return writePartFile(dataDir, part);
  const keys: unknown = JSON.parse((await wholePart(part, 1024 * 1024)).toString());
  await adoptKeys(dataDir, keys as Record<string, unknown>);
}
