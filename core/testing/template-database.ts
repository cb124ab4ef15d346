import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { type MigrationSource, type MigrationTarget, migrate } from '../db/migrations/run.ts';
import { stepsIn } from '../db/migrations/steps.ts';
import { prepareRoles } from '../db/roles/prepare-roles.ts';
import { readLogin, withLogin } from '../db/roles/role-names.ts';
import { withClient } from '../db/roles/with-client.ts';

export const testRolePrefix = 'guildhall_test';
export const testRoles = { app: `${testRolePrefix}_app`, definer: `${testRolePrefix}_definer` };

const ready = new Map<string, Promise<string>>();

/** A database with these migrations applied, made once per server and copied for each test. @returns its name */
export async function templateDatabase(
  clusterUrl: string,
  sources: readonly MigrationSource[],
): Promise<string> {
  const name = `template_${await fingerprint(sources)}`;
  const key = `${clusterUrl} ${name}`;
  const making = ready.get(key) ?? makeTemplate(clusterUrl, name, sources);
  ready.set(key, making);
  return making;
}

/** Other test processes may use the same server: the first makes it, the others wait. */
function makeTemplate(
  clusterUrl: string,
  name: string,
  sources: readonly MigrationSource[],
): Promise<string> {
  return withClient(clusterUrl, async (admin) => {
    await admin.query("select pg_advisory_lock(hashtext('guildhall test templates'))");
    if (!(await isThere(admin, name))) await fillTemplate(clusterUrl, admin, name, sources);
    return name;
  });
}

async function isThere(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

/** It gets its name last, so that one that broke half-way is never used. */
async function fillTemplate(
  clusterUrl: string,
  admin: pg.Client,
  name: string,
  sources: readonly MigrationSource[],
): Promise<void> {
  await admin.query(`drop database if exists ${name}_draft`);
  await admin.query(`create database ${name}_draft template template0 encoding 'UTF8'`);
  const target = await targetIn(clusterUrl, `${name}_draft`);
  for (const source of sources) await migrate(target, source);
  await admin.query(`alter database ${name}_draft rename to ${name}`);
}

async function targetIn(clusterUrl: string, database: string): Promise<MigrationTarget> {
  const adminUrl = withLogin(clusterUrl, { ...readLogin(clusterUrl), database });
  const { ownerUrl } = await prepareRoles({ adminUrl, prefix: testRolePrefix });
  return { ownerUrl, roles: testRoles };
}

async function fingerprint(sources: readonly MigrationSource[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { id, folder } of sources) {
    for (const { name, file } of await stepsIn(folder))
      hash.update(`${id}/${name}\n${await readFile(file, 'utf8')}`);
  }
  return hash.digest('hex').slice(0, 16);
}
