import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load-config.ts';
import { scopeOfPerson } from '../core/access/scope-of-person.ts';
import { createClosing } from '../core/boot/closing.ts';
import { openRuntime } from '../core/boot/open-runtime.ts';
import { prepareDatabase } from '../core/boot/prepare-database.ts';
import { beginImport } from '../core/imports/begin-import.ts';
import { loadImport } from '../core/imports/record/find-import.ts';
import type { ImportRecord } from '../core/imports/record/import-record.ts';
import { requestCheck, requestRun, requestUndo } from '../core/imports/request-work.ts';
import { startImports } from '../core/imports/start-imports.ts';
import { findCandidates } from '../core/kernel/find/find-candidates.ts';
import { findResource } from '../core/resources/find-resource.ts';
import type { Runtime } from '../core/runtime.ts';
import type { Scope } from '../core/scope.ts';
import { setUp } from '../core/setup/set-up.ts';

/** Prints what an import of many rows costs in time and memory, on an embedded PostgreSQL that keeps its promises. */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const rows = Number(values.rows);
const silent = { debug() {}, info() {}, warn: console.warn, error: console.error };
const closing = createClosing(silent);
const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-measure-'));
closing.add('files', () => rm(dataDir, { recursive: true, force: true }));
try {
  await measure();
} finally {
  await closing.closeAll();
}

async function measure(): Promise<void> {
  const { runtime, scope } = await openInstance();
  const file = await writeFile();
  const mb = ((await stat(file)).size / 1e6).toFixed(1);
  console.log(`${rows} contacts, 12 columns, ${mb} MB, every 200th row bad, a company for every 250th\n`);
  const contacts = findResource(runtime, 'crm.contact');
  const base = memory();
  const { id } = await step('upload and look', base, () =>
    beginImport(runtime, scope, contacts, { fileName: 'contacts.csv', content: createReadStream(file) }),
  );
  await step('check', base, () => work(runtime, scope, id, requestCheck));
  const done = await step('import', base, () => work(runtime, scope, id, requestRun));
  console.log(`\n${done.state}: ${JSON.stringify(done.counts)}\n`);
  const undone = await step('take back', base, () => work(runtime, scope, id, requestUndo));
  console.log(`\n${JSON.stringify(undone.undone)}`);
}

async function openInstance(): Promise<{ runtime: Runtime; scope: Scope }> {
  const config = loadConfig({ ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir });
  const database = await prepareDatabase(config, closing, () => undefined);
  const candidates = await findCandidates(config);
  const runtime = await openRuntime({ config, ...database, candidates, log: silent, closing });
  const owner = { name: 'Ada', email: 'ada@example.org', password: 'a long password for measuring' };
  const place = {
    workspaceName: 'Measure',
    currency: 'EUR',
    timezone: 'UTC',
    locale: 'en-GB',
    modules: ['crm'],
  };
  const { person, workspace } = await setUp(runtime, { ...owner, ...place });
  const worker = startImports(runtime);
  closing.add('imports', () => worker.stop());
  const caller = { log: silent, signal: new AbortController().signal };
  return { runtime, scope: await scopeOfPerson(runtime, person, workspace.slug, caller) };
}

async function writeFile(): Promise<string> {
  const path = join(dataDir, 'contacts.csv');
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

function* lines(): Generator<string> {
  yield 'First Name,Last Name,Email,Phone Number,Job Title,Company Name,City,Country/Region,Street Address,Postal Code,Original Source,Notes\n';
  for (let row = 1; row <= rows; row++) {
    const email = row % 200 === 0 ? 'not an address' : `person${row}@example.org`;
    const place = `City ${row % 90},Netherlands,"Street ${row % 70}, ${row}",${1000 + (row % 9000)} AB`;
    yield `First${row % 5000},Last${row},${email},+31 20 ${1_000_000 + row},Engineer,Company ${row % 400},${place},Fair,"Line one\nline two of ${row}"\n`;
  }
}

async function work(
  runtime: Runtime,
  scope: Scope,
  id: string,
  request: typeof requestRun,
): Promise<ImportRecord> {
  await request(runtime, scope, id);
  for (;;) {
    const record = await loadImport(runtime, scope.workspace.id, id);
    if (!['checking', 'running', 'undoing'].includes(record.state)) return record;
    await pause(100);
  }
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

async function step<Result>(name: string, base: number, work: () => Promise<Result>): Promise<Result> {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const began = performance.now();
  const result = await work();
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1_000;
  const growth = Math.max(0, most - base) / 1e6;
  console.log(
    `${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s  ${Math.round(rows / seconds)
      .toString()
      .padStart(7)} rows/s  memory ${(most / 1e6).toFixed(0)} MB (+${growth.toFixed(0)} MB)`,
  );
  return result;
}
