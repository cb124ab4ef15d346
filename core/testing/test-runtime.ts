import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import type { Config } from '../../config/schema.ts';
import { type Closing, createClosing } from '../boot/closing.ts';
import { openRuntime } from '../boot/open-runtime.ts';
import type { MigrationSource } from '../db/migrations/run.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { folderCandidate } from '../kernel/find/folder-candidates.ts';
import { preparePluginModules } from '../kernel/import/plugin-modules.ts';
import { packageRoot } from '../package-root.ts';
import type { Runtime } from '../runtime.ts';
import { testRoles } from './template-database.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { coreMigrations, testDatabase } from './test-database.ts';
import { type TestLog, testLog } from './test-log.ts';

export interface TestRuntimeOptions {
  /** Plugins of ours, by id. None unless said. */
  readonly plugins?: readonly string[];
  /** Plugin folders anywhere, in the order of what they require. */
  readonly folders?: readonly string[];
  /** Folders in `test/fixtures/plugins`. */
  readonly fixtures?: readonly string[];
  /** Also do what goes on in the background, such as imports. Default: no. */
  readonly withWork?: boolean;
  /** Further environment variables, by their names. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface TestRuntime {
  readonly runtime: Runtime;
  readonly log: TestLog;
  /** The role that owns the tables. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly place: TestPlace;
  /** Holds and moves the product's time. */
  readonly clock: TestClock;
  /** What `stop` closes. */
  readonly closing: Closing;
  stop(): Promise<void>;
}

/** What a second process of the same instance would share. */
interface TestPlace {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly candidates: readonly Candidate[];
  readonly dataDir: string;
}

/** A database of its own with these plugins up, and nobody in it. */
export async function bootTestRuntime(options: TestRuntimeOptions = {}): Promise<TestRuntime> {
  const ours = (options.plugins ?? []).map((id) => join(packageRoot(), 'plugins', id));
  const own = [...ours, ...(options.folders ?? [])].map(folderCandidate);
  const candidates = [...own, ...(options.fixtures ?? []).map(fixtureCandidate)];
  await preparePluginModules(candidates);
  const { ownerUrl, appUrl, drop } = await testDatabase([coreMigrations(), ...own.map(migrationsOf)]);
  const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-test-data-'));
  const place: TestPlace = { ownerUrl, appUrl, candidates, dataDir };
  return openTestRuntime(place, options.env, async () => {
    await drop();
    await rm(dataDir, { recursive: true, force: true });
  });
}

/** Another process on the same database: a second one, or the next start. */
export function bootAgain(first: TestRuntime, env?: TestRuntimeOptions['env']): Promise<TestRuntime> {
  return openTestRuntime(first.place, env, async () => undefined);
}

async function openTestRuntime(
  place: TestPlace,
  env: TestRuntimeOptions['env'],
  remove: () => Promise<void>,
): Promise<TestRuntime> {
  const { ownerUrl, appUrl, candidates } = place;
  const log = testLog();
  const closing = createClosing(log);
  closing.add('what the test leaves behind', remove);
  const config = testConfig(place.dataDir, env);
  const target = { ownerUrl, roles: testRoles };
  const clock = createTestClock();
  const now = clock.now;
  const runtime = await openRuntime({ config, target, appUrl, candidates, log, closing, now });
  return { runtime, log, clock, ownerUrl, appUrl, place, closing, stop: () => closing.closeAll() };
}

/** Fixtures are migrated at each boot: some are there to fail at it. */
function migrationsOf({ name, codeFolder }: Candidate): MigrationSource {
  return { id: name, folder: join(codeFolder, 'migrations') };
}

function fixtureCandidate(name: string): Candidate {
  return folderCandidate(join(packageRoot(), 'test', 'fixtures', 'plugins', name));
}

function testConfig(dataDir: string, env: TestRuntimeOptions['env']): Config {
  return loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    SESSION_SECRET: 'a secret for tests, long enough to be taken',
    PLUGIN_START_TIMEOUT_MS: '2000',
    DATABASE_POOL_MAX: '6',
    // Tests ask for more in a minute than anybody would.
    ACTIONS_PER_MINUTE: '1000000',
    ...env,
  });
}
