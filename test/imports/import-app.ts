import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { beginImport } from '../../core/imports/begin-import.ts';
import { loadImport } from '../../core/imports/record/find-import.ts';
import type { ImportRecord } from '../../core/imports/record/import-record.ts';
import { requestCheck, requestRun } from '../../core/imports/request-work.ts';
import { startImports } from '../../core/imports/start-imports.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Scope } from '../../core/scope.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { samplePath } from './sample-file.ts';

const busy = ['checking', 'running', 'undoing'];

export interface ImportApp extends TestApp {
  readonly owner: Scope;
}

/** The product with the address book of the fixtures, and a worker for its imports. */
export async function bootImportApp(): Promise<ImportApp> {
  const app = await bootTestApp({ fixtures: ['address-book'] });
  const worker = startImports(app.runtime);
  const stop = async () => {
    await worker.stop();
    await app.stop();
  };
  return { ...app, owner: await app.scope('owner'), stop };
}

export function upload(
  { runtime }: TestApp,
  scope: Scope,
  content: string | Buffer,
  fileName = 'people.csv',
): Promise<ImportRecord> {
  const person = findResource(runtime, 'address-book.person');
  return beginImport(runtime, scope, person, { fileName, content: Readable.from([Buffer.from(content)]) });
}

export function uploadSample(app: TestApp, scope: Scope, name: string): Promise<ImportRecord> {
  return upload(app, scope, readFileSync(samplePath(name)), name);
}

/** Waits until no process works on it any more. */
export async function settled(runtime: Runtime, scope: Scope, id: string): Promise<ImportRecord> {
  for (;;) {
    const record = await loadImport(runtime, scope.workspace.id, id);
    if (!busy.includes(record.state)) return record;
    await pause(20);
  }
}

export async function check({ runtime }: TestApp, scope: Scope, id: string): Promise<ImportRecord> {
  await requestCheck(runtime, scope, id);
  return settled(runtime, scope, id);
}

export async function run({ runtime }: TestApp, scope: Scope, id: string): Promise<ImportRecord> {
  await requestRun(runtime, scope, id);
  return settled(runtime, scope, id);
}

export function rowsOf<Row extends object>({ runtime }: TestApp, scope: Scope, text: string): Promise<Row[]> {
  return inWorkspace(runtime.database, scope.workspace.id, (unit) => unit.run<Row>({ text, values: [] }));
}

/** Between tests: people, organizations, files and what was learned of them. */
export async function forgetAll({ runtime }: TestApp, scope: Scope): Promise<void> {
  await rm(join(runtime.config.dataDir, 'files'), { recursive: true, force: true });
  const tables = ['address_book_people', 'address_book_organizations', 'import_mappings', 'imports'];
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    for (const table of tables) await unit.from(table).delete();
  });
}
