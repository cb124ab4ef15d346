/** `npm run measure:backup`: what backing up and restoring many rows costs in time and memory, on an embedded PostgreSQL under write load. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load-config.ts';
import { makeKeyPair } from '../core/backup/archive/archive-keys.ts';
import { writeInstance } from '../core/backup/dump/write-instance.ts';
import { restoreInstance } from '../core/backup/restore/restore-instance.ts';
import { createClosing } from '../core/boot/closing.ts';
import { openRuntime } from '../core/boot/open-runtime.ts';
import { prepareDatabase } from '../core/boot/prepare-database.ts';
import { inWorkspace } from '../core/db/unit-of-work.ts';
import { findCandidates } from '../core/kernel/find/find-candidates.ts';
import type { Runtime } from '../core/runtime.ts';
import { setUp } from '../core/setup/set-up.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const rows = Number(values.rows);
const contacts = `
  insert into crm_contacts (workspace_id, id, first_name, last_name, email, phone, city, notes)
  select $1, gen_random_uuid(), 'First ' || n % 5000, 'Last ' || n, 'person' || n || '@example.org',
    '+31 20 ' || 1000000 + n, 'City ' || n % 90, repeat('Some words about number ' || n || '. ', 6)
  from generate_series($2::integer, $3::integer) n`;

const silent = { debug() {}, info() {}, warn: console.warn, error: console.error };
const closing = createClosing(silent);
const folder = await mkdtemp(join(tmpdir(), 'guildhall-measure-'));
closing.add('files', () => rm(folder, { recursive: true, force: true }));
try {
  await measure();
} finally {
  await closing.closeAll();
}

async function measure(): Promise<void> {
  const { config, database, runtime, workspaceId } = await openInstance();
  await fill(runtime, workspaceId);
  const load = startWriting(runtime, workspaceId);
  const { identity, recipient } = await makeKeyPair();
  const request = { target: database.target, dataDir: config.dataDir, at: runtime.now() };
  const plain = join(folder, 'plain.tar.gz');
  const made = await step('backup', () => writeInstance({ ...request, path: plain, keys: {} }));
  const locked = join(folder, 'locked.tar.gz.age');
  await step('backup, encrypted', () => writeInstance({ ...request, path: locked, keys: { recipient } }));
  const written = await load.stop();
  const total = made.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `${total} rows of ${made.tables.length} tables, ${(made.bytes / 1e6).toFixed(1)} MB; ${written} writes meanwhile`,
  );
  for (const [name, path] of [
    ['restore', plain],
    ['restore, encrypted', locked],
  ] as const) {
    await restoreElsewhere(name, path, identity);
  }
}

async function openInstance() {
  const config = loadConfig({ ...process.env, NODE_ENV: 'production', DATA_DIR: join(folder, 'first') });
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
  const { workspace } = await setUp(runtime, { ...owner, ...place });
  return { config, database, runtime, workspaceId: workspace.id };
}

async function fill(runtime: Runtime, workspaceId: string): Promise<void> {
  const size = 10_000;
  for (let from = 1; from <= rows; from += size) {
    const upTo = Math.min(from + size - 1, rows);
    await inWorkspace(runtime.database, workspaceId, (unit) =>
      unit.run({ text: contacts, values: [workspaceId, from, upTo] }),
    );
  }
}

function startWriting(runtime: Runtime, workspaceId: string) {
  let isOver = false;
  let written = 0;
  const writing = (async () => {
    while (!isOver) {
      const number = rows + ++written;
      await inWorkspace(runtime.database, workspaceId, (unit) =>
        unit.run({ text: contacts, values: [workspaceId, number, number] }),
      );
      await pause(2);
    }
  })();
  return {
    async stop(): Promise<number> {
      isOver = true;
      await writing;
      return written;
    },
  };
}

async function restoreElsewhere(name: string, path: string, identity: string): Promise<void> {
  const own = createClosing(silent);
  try {
    const config = loadConfig({
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: join(folder, name.replace(/\W/g, '')),
    });
    const { target } = await prepareDatabase(config, own, () => undefined);
    const code = (await findCandidates(config)).map(({ name: id, codeFolder }) => ({ id, codeFolder }));
    const nothing = {
      without: [],
      report: () => undefined,
      onPresent: () => Promise.reject(new Error('not empty')),
    };
    const request = {
      target,
      dataDir: config.dataDir,
      path,
      keys: { identity },
      code,
      at: new Date(),
      ...nothing,
    };
    await step(name, () => restoreInstance(request));
  } finally {
    await own.closeAll();
  }
}

async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  globalThis.gc?.();
  const base = process.memoryUsage.rss();
  let most = base;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 25);
  const began = performance.now();
  const result = await work();
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1_000;
  const growth = ((most - base) / 1e6).toFixed(0);
  console.log(
    `${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s  memory ${(most / 1e6).toFixed(0)} MB (+${growth} MB)`,
  );
  return result;
}
