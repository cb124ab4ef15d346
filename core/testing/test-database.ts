import { randomUUID } from 'node:crypto';
import type { MigrationSource } from '../db/migrations/run.ts';
import { derivePassword } from '../db/roles/derived-password.ts';
import { readLogin, withLogin } from '../db/roles/role-names.ts';
import { withClient } from '../db/roles/with-client.ts';
import { codeFolder } from '../package-root.ts';
import { testClusterUrl } from './cluster.ts';
import { templateDatabase, testRolePrefix } from './template-database.ts';

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The superuser, in this database. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

export const coreMigrations = (): MigrationSource => ({ id: 'core', folder: codeFolder('migrations') });

/** A database of a test's own with these tables, copied in a few milliseconds. */
export async function testDatabase(
  sources: readonly MigrationSource[] = [coreMigrations()],
): Promise<TestDatabase> {
  const clusterUrl = await testClusterUrl();
  const template = await templateDatabase(clusterUrl, sources);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(
    clusterUrl,
    `create database ${name} template ${template} strategy file_copy owner ${testRolePrefix}_owner`,
  );
  return {
    ownerUrl: roleUrl(clusterUrl, 'owner', name),
    appUrl: roleUrl(clusterUrl, 'app', name),
    adminUrl: withLogin(clusterUrl, { ...readLogin(clusterUrl), database: name }),
    drop: () => onServer(clusterUrl, `drop database if exists ${name} with (force)`),
  };
}

function roleUrl(clusterUrl: string, role: 'owner' | 'app', database: string): string {
  const user = `${testRolePrefix}_${role}`;
  return withLogin(clusterUrl, {
    user,
    password: derivePassword(readLogin(clusterUrl).password, user),
    database,
  });
}

async function onServer(clusterUrl: string, sql: string): Promise<void> {
  await withClient(clusterUrl, (client) => client.query(sql));
}
