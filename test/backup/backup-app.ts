import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 as newId } from 'uuid';
import { loadConfig } from '../../config/load-config.ts';
import type { ArchiveKeys } from '../../core/backup/archive/archive-keys.ts';
import { readTables } from '../../core/backup/catalogue/read-tables.ts';
import { summarise } from '../../core/backup/catalogue/table-summary.ts';
import { inSnapshot } from '../../core/backup/dump/in-snapshot.ts';
import { type MadeBackup, writeInstance } from '../../core/backup/dump/write-instance.ts';
import { type RestoreRequest, restoreInstance } from '../../core/backup/restore/restore-instance.ts';
import type { BootParts } from '../../core/boot/boot.ts';
import { createClosing } from '../../core/boot/closing.ts';
import type { MigrationTarget } from '../../core/db/migrations/run.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { packageRoot } from '../../core/package-root.ts';
import { filesOf } from '../../core/ports/files/files-of.ts';
import type { Runtime } from '../../core/runtime.ts';
import { testRolePrefix, testRoles } from '../../core/testing/template-database.ts';
import { type TestDatabase, testDatabase } from '../../core/testing/test-database.ts';
import { testLog } from '../../core/testing/test-log.ts';

export const at = new Date('2026-03-04T05:06:07Z');

export const targetOf = (ownerUrl: string): MigrationTarget => ({ ownerUrl, roles: testRoles });

/** Records with everything in them that a text format could stumble over. */
export async function fillContacts(runtime: Runtime, workspaceId: string, count: number): Promise<void> {
  await inWorkspace(runtime.database, workspaceId, (unit) =>
    unit.run({
      text: `
        insert into crm_contacts (workspace_id, id, first_name, last_name, email, notes, tags, custom)
        select $1, gen_random_uuid(), 'First ' || n, case when n % 3 = 0 then null else E'Tab\\there \\\\N ' || n end,
          'p' || n || '@example.org', E'Line one\\nline two\\r\\\\. “' || repeat('x', n % 40) || '” 🏛',
          array['a,b', E'back\\\\slash', '', 'NULL'], jsonb_build_object('n', n, 'text', E'quote " and \\t')
        from generate_series(1, $2::integer) n`,
      values: [workspaceId, count],
    }),
  );
}

export async function putFile(runtime: Runtime, workspaceId: string, content: string): Promise<string> {
  return (await filesOf(runtime).put(workspaceId, Readable.from([Buffer.from(content)]), 1e9)).key;
}

/** What every table holds, or holds of one workspace, by its name. */
export function summaries(ownerUrl: string, workspaceId?: string): Promise<Record<string, string>> {
  return inSnapshot(targetOf(ownerUrl), async ({ client }) => {
    const found: Record<string, string> = {};
    for (const table of await readTables(client)) {
      if (workspaceId !== undefined && !table.isOfWorkspaces) continue;
      const { rows, checksum } = await summarise(client, table, workspaceId);
      found[table.name] = `${rows} rows ${checksum}`;
    }
    return found;
  });
}

export interface EmptyMachine extends TestDatabase {
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** A database without a table, and a data folder that does not exist yet. */
export async function emptyMachine(): Promise<EmptyMachine> {
  const database = await testDatabase([]);
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-test-restore-'));
  const remove = async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...database, dataDir: join(folder, 'data'), remove };
}

export function backup(
  app: { readonly ownerUrl: string; readonly runtime: Runtime },
  keys: ArchiveKeys = {},
): Promise<MadeBackup> {
  const { dataDir } = app.runtime.config;
  const path = join(dataDir, 'backups', `${newId()}.tar.gz`);
  return writeInstance({ target: targetOf(app.ownerUrl), dataDir, path, keys, at });
}

export function restore(machine: EmptyMachine, path: string, options: Partial<RestoreRequest> = {}) {
  return restoreInstance({
    target: targetOf(machine.ownerUrl),
    dataDir: machine.dataDir,
    path,
    keys: {},
    code: [{ id: 'crm', codeFolder: join(packageRoot(), 'plugins', 'crm') }],
    without: [],
    at,
    report: () => undefined,
    onPresent: () => Promise.reject(new Error('There is something here.')),
    ...options,
  });
}

interface Place {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly dataDir: string;
}

/** What a command of the terminal is given, in this process. */
export async function asCommand<Result>(
  { ownerUrl, appUrl, dataDir }: Place,
  work: (parts: BootParts) => Promise<Result>,
  said: string[] = [],
): Promise<Result> {
  const log = testLog();
  const closing = createClosing(log);
  const config = loadConfig({
    ...{ NODE_ENV: 'test', DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl },
    ...{ DATABASE_ROLE_PREFIX: testRolePrefix, DATA_DIR: dataDir, PLUGINS_DIR: join(dataDir, 'no-plugins') },
  });
  const guard = { know: () => undefined, tell: () => undefined };
  try {
    return await work({ config, log, closing, guard, report: (message) => said.push(message) });
  } finally {
    await closing.closeAll();
  }
}
