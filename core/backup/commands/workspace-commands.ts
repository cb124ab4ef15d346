import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BootParts } from '../../boot/boot.ts';
import { prepareDatabase } from '../../boot/prepare-database.ts';
import { openBroadcast } from '../../db/broadcast-postgres.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { withClient } from '../../db/roles/with-client.ts';
import { NotFound } from '../../sdk/errors.ts';
import { readKeyRing } from '../../secrets/open-key-ring.ts';
import { linkAddress } from '../../users/link-address.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { backupName } from '../backup-name.ts';
import { readTables } from '../catalogue/read-tables.ts';
import { ownKeysIn, sealKeys } from '../own-keys.ts';
import { extractWorkspace } from '../workspace/extract-workspace.ts';
import { type ImportedWorkspace, importWorkspace } from '../workspace/import-workspace.ts';
import type { ImportMode } from '../workspace/place-workspace.ts';
import { tellRestored } from '../workspace/tell-restored.ts';
import { isExported, writeWorkspace } from '../workspace/write-workspace.ts';
import { telling, WrongUse } from './command-problem.ts';
import { givenKeys, lockingOptions, openingOptions } from './given-keys.ts';
import { megabytes } from './megabytes.ts';
import { noteAtMachine } from './note-at-machine.ts';

const exportOptions = { ...lockingOptions, to: { type: 'string', default: '.' } } as const;

/** `export <workspace> [--to <folder>] [--recipient age1…] [--passphrase-file <file>]`, while the instance runs or not. */
export function exportCommand(
  { config, closing, log, report }: BootParts,
  words: readonly string[],
): Promise<number> {
  return telling(report, async () => {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: exportOptions,
      allowPositionals: true,
    });
    const [workspace] = positionals;
    if (workspace === undefined)
      throw new WrongUse('Name the workspace as it stands in addresses: export <workspace>.');
    const usual = config.backupRecipient === undefined ? {} : { recipient: config.backupRecipient };
    const keys = { ...(await givenKeys(values, usual)), seals: sealKeys(await readKeyRing(config)) };
    const { target, appUrl } = await prepareDatabase(config, closing, report, { mayShare: true });
    const at = new Date();
    const path = join(
      resolve(values.to),
      backupName(at, keys, `workspace-${workspace.replace(/[^a-z0-9-]/gi, '')}`),
    );
    const made = await writeWorkspace({ target, dataDir: config.dataDir, path, keys, at, workspace }).catch(
      asWrongUse,
    );
    await noteAtMachine({ log }, appUrl, { workspaceId: made.id, deed: 'export', file: basename(path) });
    const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
    report(
      `${made.path}: ${rows} rows, ${made.files} files, ${megabytes(made.bytes)}, SHA-256 ${made.sha256}`,
    );
  });
}

function asWrongUse(error: unknown): never {
  throw error instanceof NotFound ? new WrongUse(error.message) : error;
}

const importOptions = {
  ...openingOptions,
  workspace: { type: 'string' },
  replace: { type: 'boolean', default: false },
  copy: { type: 'boolean', default: false },
  without: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** `import <archive> [--workspace <name in a backup>] [--replace | --copy] [--without <plugin>]`, while the instance runs or not. */
export function importCommand(
  { config, closing, log, report }: BootParts,
  words: readonly string[],
): Promise<number> {
  return telling(report, async () => {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: importOptions,
      allowPositionals: true,
    });
    const [path] = positionals;
    if (path === undefined) throw new WrongUse('Name one archive: import <file>.');
    if (values.replace && values.copy) throw new WrongUse('Choose one of --replace and --copy.');
    const mode: ImportMode = values.replace ? 'replace' : values.copy ? 'copy' : 'new';
    const keys = await importKeys(config, path, values);
    const { target, appUrl } = await prepareDatabase(config, closing, report, { mayShare: true });
    const request = { target, dataDir: config.dataDir, mode, without: values.without, report };
    const imported = await withArchive({ path, keys, workspace: values.workspace, target }, (archive) =>
      importWorkspace({ ...request, ...archive }),
    );
    await noteAtMachine({ log }, appUrl, {
      workspaceId: imported.id,
      deed: mode === 'replace' ? 'return' : 'import',
      file: basename(path),
    });
    await tellEveryProcess({ url: appUrl, log });
    report(
      `${imported.rows} rows and ${imported.files.size} files are in the workspace ${imported.slug} now. It is muted until "npm run unmute".`,
    );
    if (!imported.isSealed && values.workspace === undefined) report(unsealed);
    if (imported.added.length > 0) tellLinks(config, imported.added, report);
  });
}

const unsealed =
  'Another instance wrote the archive, or it was changed since: it may hold anything, also in the audit. Look before you let it speak.';

/** What the instance locked for itself, it opens; the folder says which workspace it belongs to. */
async function importKeys(
  config: BootParts['config'],
  path: string,
  values: Parameters<typeof givenKeys>[0],
): Promise<ArchiveKeys> {
  const ring = await readKeyRing(config);
  const own = path.endsWith('.locked') ? ownKeysIn(ring, basename(dirname(resolve(path)))) : {};
  return { ...own, seals: sealKeys(ring), ...(await givenKeys(values)) };
}

function tellLinks(
  config: BootParts['config'],
  added: ImportedWorkspace['added'],
  report: (message: string) => void,
): void {
  report('These people are new here. Send each their link: it sets their password, once, within a week.');
  for (const { email, token } of added) report(`  ${email}  ${linkAddress(config, `/password/${token}`)}`);
  report('A new link for one of them: npm run guildhall -- people link <e-mail>');
}

interface Chosen {
  readonly path: string;
  readonly keys: ArchiveKeys;
  readonly workspace: string | undefined;
  readonly target: MigrationTarget;
}

/** The archive itself, or the one workspace of it that was asked for. */
async function withArchive<Result>(
  { path, keys, workspace, target }: Chosen,
  use: (archive: { path: string; keys: ArchiveKeys }) => Promise<Result>,
): Promise<Result> {
  if (workspace === undefined) return use({ path, keys });
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-extract-'));
  try {
    const tables = await withClient(target.ownerUrl, readTables);
    const exported = new Set(tables.filter(isExported).map(({ name }) => name));
    const to = join(folder, 'workspace.tar.gz');
    await extractWorkspace({ path, keys, workspace, to, isExported: (table) => exported.has(table) });
    return await use({ path: to, keys: {} });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tellEveryProcess(options: Parameters<typeof openBroadcast>[0]): Promise<void> {
  const broadcast = await openBroadcast(options);
  await tellRestored(broadcast);
  await broadcast.close();
}
