import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../../sdk/index.ts';
import { testClusterUrl } from '../../testing/cluster.ts';
import { type Database, openDatabase } from '../database.ts';
import type { Roles } from '../migrations/definer-function.ts';
import { type CoreMigrationSchema, schemaOn } from '../migrations/schema.ts';
import { prepareRoles } from '../roles/prepare-roles.ts';

export interface DatabaseUnderTest {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly roles: Roles;
  readonly database: Database;
  drop(): Promise<void>;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** An empty database with its roles and the table `sample_things`; a small pool, so that waiting shows. */
export async function databaseUnderTest(poolMax = 4): Promise<DatabaseUnderTest> {
  const prefix = `t_${randomBytes(5).toString('hex')}`;
  const { ownerUrl, appUrl } = await prepareRoles({ adminUrl: await testClusterUrl(), prefix });
  const roles = { app: `${prefix}_app`, definer: `${prefix}_definer` };
  await asOwner(ownerUrl, (client) => makeSamples(schemaOn(client, roles)));
  const database = openDatabase({ url: appUrl, poolMax, log: silent });
  return { ownerUrl, appUrl, roles, database, drop: () => drop(database, prefix) };
}

async function asOwner(ownerUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await work(client).finally(() => client.end());
}

async function makeSamples(schema: CoreMigrationSchema): Promise<void> {
  await schema.workspaceTable('sample_boxes', (table) => table.text('name', { required: true }));
  await schema.workspaceTable('sample_things', (table) => {
    table.text('name', { required: true, max: 100 });
    table.choice('status', ['new', 'old'], { default: 'new' });
    table.reference('box_id', 'sample_boxes', { onDelete: 'set null' });
    table.filterIndex('status');
    table.sortIndex('name');
    table.searchable('name');
  });
  await schema.instanceTable('sample_accounts', ['id uuid primary key', 'secret text not null']);
}

async function drop(database: Database, prefix: string): Promise<void> {
  await database.close();
  const admin = new pg.Client({ connectionString: await testClusterUrl() });
  await admin.connect();
  await admin.query(`drop database "${prefix}" with (force)`);
  for (const role of ['app', 'definer', 'owner'])
    await admin.query(`drop role if exists "${prefix}_${role}"`);
  await admin.end();
}
