import { loadConfig } from '../../config/load-config.ts';
import { type Database, openDatabase } from '../../core/db/database.ts';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { createCommitSignal } from '../../core/events/commit-signal.ts';
import { collectContributions } from '../../core/kernel/contributions/contributed.ts';
import { createPluginCalls } from '../../core/kernel/plugin-calls.ts';
import { nothingHeld } from '../../core/kernel/states/live-states.ts';
import { createMetrics } from '../../core/metrics/create-metrics.ts';
import type { Runtime } from '../../core/runtime.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { goodHealth } from '../../core/testing/good-health.ts';
import { silentBroadcast, silentLine } from '../../core/testing/silence.ts';
import { testDatabase } from '../../core/testing/test-database.ts';
import { testLog } from '../../core/testing/test-log.ts';

export interface OutboxDatabase {
  readonly database: Database;
  readonly runtime: Runtime;
  /** A superuser's look past row-level security. */
  asSuperuser(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A database with the core's tables, and a runtime with no plugin and nobody else to talk to. */
export async function makeOutboxDatabase(): Promise<OutboxDatabase> {
  const { appUrl, drop } = await testDatabase();
  const database = openDatabase({ url: appUrl, poolMax: 5, log: testLog() });
  const clusterUrl = await testClusterUrl();
  const here = readLogin(appUrl).database;
  const superuserUrl = withLogin(clusterUrl, { ...readLogin(clusterUrl), database: here });
  return {
    database,
    runtime: runtimeOf(database),
    asSuperuser: (sql) => withClient(superuserUrl, async (client) => (await client.query(sql)).rows),
    async drop() {
      await database.close();
      await drop();
    },
  };
}

function runtimeOf(database: Database): Runtime {
  return {
    config: loadConfig({}),
    database,
    registry: {
      plugins: [],
      resources: new Map(),
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
    target: { ownerUrl: '', roles: { app: '', definer: '' } },
    health: goodHealth,
    metrics: createMetrics(),
    log: testLog(),
    now: () => new Date(),
  };
}
