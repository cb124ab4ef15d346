import pg from 'pg';
import { v7 as newId } from 'uuid';
import type { Config } from '../../../config/schema.ts';
import { openDatabase } from '../../db/database.ts';
import { schemaOn } from '../../db/migrations/schema.ts';
import { createCommitSignal } from '../../events/commit-signal.ts';
import { collectContributions } from '../../kernel/contributions/contributed.ts';
import { createPluginCalls } from '../../kernel/plugin-calls.ts';
import { nothingHeld } from '../../kernel/states/live-states.ts';
import { createMetrics } from '../../metrics/create-metrics.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Logger, Resource } from '../../sdk/index.ts';
import { goodHealth } from '../../testing/good-health.ts';
import { silentBroadcast, silentLine } from '../../testing/silence.ts';
import { testRolePrefix } from '../../testing/template-database.ts';
import { testDatabase } from '../../testing/test-database.ts';
import { thing } from './sample-resource.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export interface ResourcesUnderTest {
  readonly runtime: Runtime;
  readonly resource: Resource;
  readonly here: Scope;
  readonly there: Scope;
  /** The same workspace with other permissions. */
  with(...grants: string[]): Scope;
  stop(): Promise<void>;
}

/** The services over a real database with one resource that has a field of every kind; two workspaces. */
export async function resourcesUnderTest(): Promise<ResourcesUnderTest> {
  const test = await testDatabase();
  await makeTable(test.ownerUrl);
  const database = openDatabase({ url: test.appUrl, poolMax: 5, log: silent });
  const resource: Resource = thing;
  const runtime: Runtime = {
    config: { actionsPerMinute: 1_000_000 } as Config,
    database,
    registry: {
      plugins: [],
      resources: new Map([[resource.id, resource]]),
      permissions: new Map(),
      events: new Map(),
      contributions: collectContributions([]),
    },
    broadcast: silentBroadcast(),
    line: silentLine(),
    commits: createCommitSignal(),
    enqueued: createCommitSignal(),
    bell: { driver: 'postgres', ring: () => undefined, answer: async () => async () => undefined },
    pluginCalls: createPluginCalls(),
    pluginStates: nothingHeld(),
    target: { ownerUrl: test.ownerUrl, roles: { app: '', definer: '' } },
    health: goodHealth,
    metrics: createMetrics(),
    log: silent,
    now: () => new Date(),
  };
  const everything = ['sample:read', 'sample:write', 'workspace:manage-fields'];
  const here = scopeOf(everything);
  return {
    runtime,
    resource,
    here,
    there: scopeOf(everything),
    with: (...grants) => ({ ...here, grants: new Set(grants) }),
    async stop() {
      await database.close();
      await test.drop();
    },
  };
}

function scopeOf(grants: readonly string[]): Scope {
  const id = newId();
  return {
    workspace: { id, slug: id, name: 'Test', currency: 'EUR', timezone: 'Europe/Amsterdam', locale: 'en-GB' },
    actor: { kind: 'system', userId: null, name: 'test' },
    grants: new Set(grants),
    enabledPlugins: new Set(['sample']),
    log: silent,
    signal: new AbortController().signal,
  };
}

async function makeTable(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const roles = { app: `${testRolePrefix}_app`, definer: `${testRolePrefix}_definer` };
  await schemaOn(client, roles).workspaceTable('sample_things', (table) => {
    table.text('name', { required: true });
    table.text('email');
    table.choice('status', ['open', 'won', 'lost'], { default: 'open' });
    table.integer('score');
    table.bigint('value_minor');
    table.text('currency', { required: true });
    table.day('closes_on');
    table.instant('seen_at');
    table.boolean('is_hot', { default: false });
    table.textList('labels');
    table.reference('parent_id', 'sample_things');
    table.user('owner_id');
    table.reference('base_id', 'sample_things');
    table.integer('position', { default: 0 });
    table.filterIndex('status');
    table.sortIndex('name');
    table.searchable('name', 'email');
  });
  await client.end();
}
