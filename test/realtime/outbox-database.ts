import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import { type Database, openDatabase } from '../../core/db/database.ts';
import { migrate } from '../../core/db/migrations/run.ts';
import { prepareRoles } from '../../core/db/roles/prepare-roles.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { createCommitSignal } from '../../core/events/commit-signal.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Logger } from '../../core/sdk/index.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';

const nothing = () => undefined;
const quiet: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export interface OutboxDatabase {
  readonly database: Database;
  readonly runtime: Runtime;
  /** A superuser's look past row-level security. */
  asSuperuser(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A database that holds the outbox and nothing else. */
export async function makeOutboxDatabase(): Promise<OutboxDatabase> {
  const adminUrl = await testClusterUrl();
  const prefix = `t${randomBytes(5).toString('hex')}`;
  const { ownerUrl, appUrl } = await prepareRoles({ adminUrl, prefix });
  await migrateOutbox(ownerUrl, { app: `${prefix}_app`, definer: `${prefix}_definer` });
  const database = openDatabase({ url: appUrl, poolMax: 5, log: quiet });
  const target = new URL(adminUrl);
  target.pathname = `/${prefix}`;
  return {
    database,
    runtime: runtimeOf(database),
    asSuperuser: (sql) => withClient(target.href, async (client) => (await client.query(sql)).rows),
    async drop() {
      await database.close();
      await dropAll(adminUrl, prefix);
    },
  };
}

async function migrateOutbox(ownerUrl: string, roles: { app: string; definer: string }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-outbox-'));
  const migration = new URL('../../migrations/0003-events.ts', import.meta.url).href;
  await writeFile(join(folder, '0001-events.ts'), `export { default } from ${JSON.stringify(migration)};`);
  try {
    await migrate({ ownerUrl, roles }, { id: 'core', folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runtimeOf(database: Database): Runtime {
  return {
    config: loadConfig({}),
    database,
    registry: { plugins: [], resources: new Map(), permissions: new Map(), routes: [] },
    broadcast: { tell: async () => undefined, hear: () => nothing },
    commits: createCommitSignal(),
    log: quiet,
    now: () => new Date(),
  };
}

async function dropAll(adminUrl: string, prefix: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`drop database ${prefix} with (force)`);
    for (const role of ['owner', 'app', 'definer']) await client.query(`drop role ${prefix}_${role}`);
  });
}
