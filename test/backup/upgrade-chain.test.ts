import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { writeInstance } from '../../core/backup/dump/write-instance.ts';
import { lintCatalogue } from '../../core/db/catalogue-lint.ts';
import { migrate } from '../../core/db/migrations/run.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { packageRoot } from '../../core/package-root.ts';
import { testRoles } from '../../core/testing/template-database.ts';
import { coreMigrations } from '../../core/testing/test-database.ts';
import { at, type EmptyMachine, emptyMachine, restore, summaries, targetOf } from './backup-app.ts';

/** A database as `pg_dump` wrote it at the schema of core 0005 and CRM 0006, with two workspaces full of records. */
const fixture = join(packageRoot(), 'test', 'backup', 'fixtures', 'schema-0005.sql.gz');
const crm = { id: 'crm', folder: join(packageRoot(), 'plugins', 'crm', 'migrations') };

/** The tables there were, without those that only changed in what they say of themselves. */
function known(found: Record<string, string>, before: Record<string, string>): Record<string, string> {
  const kept = Object.keys(before).filter((table) => !table.startsWith('migrations_') && table in found);
  return Object.fromEntries(kept.map((table) => [table, found[table] ?? '']));
}

describe('backup: an instance of an earlier version', () => {
  let old: EmptyMachine;
  let before: Record<string, string>;
  const machines: EmptyMachine[] = [];

  beforeEach(async () => {
    old = await emptyMachine();
    machines.push(old);
    const sql = gunzipSync(await readFile(fixture)).toString();
    await withClient(old.adminUrl, (client) => client.query(sql));
    before = await summaries(old.ownerUrl);
  });
  afterEach(async () => {
    for (const machine of machines.splice(0)) await machine.remove();
  });

  async function upToDate(machine: EmptyMachine): Promise<void> {
    await migrate(targetOf(machine.ownerUrl), coreMigrations());
    await migrate(targetOf(machine.ownerUrl), crm);
  }

  it('holds what the fixture says', () => {
    expect(before.crm_contacts).to.match(/^\d\d+ rows/);
    expect(before).not.to.have.property('mutings');
  });

  it('is brought up to date by migrations, and no row is lost or changed', async () => {
    await upToDate(old);
    const after = await summaries(old.ownerUrl);
    expect(rowsOf(known(after, before))).to.deep.equal(rowsOf(known(before, before)));
    expect(await lintCatalogue(old.ownerUrl, testRoles)).to.deep.equal([]);
  });

  it('is restored by today’s version from its own backup: first as it was, then up to date, and muted', async () => {
    const path = join(old.dataDir, 'old.tar.gz');
    await writeInstance({ target: targetOf(old.ownerUrl), dataDir: old.dataDir, path, keys: {}, at });
    const machine = await emptyMachine();
    machines.push(machine);
    await restore(machine, path);
    const as = await summaries(machine.ownerUrl);
    expect(as).to.deep.equal(before);
    await upToDate(machine);
    expect(rowsOf(known(await summaries(machine.ownerUrl), before))).to.deep.equal(
      rowsOf(known(before, before)),
    );
    const { rows } = await withClient(machine.ownerUrl, (client) =>
      client.query('select scope, reason from mutings'),
    );
    expect(rows).to.deep.equal([
      { scope: 'instance', reason: 'restored from a backup of 2026-03-04T05:06:07.000Z' },
    ]);
    expect(await lintCatalogue(machine.ownerUrl, testRoles)).to.deep.equal([]);
  });
});

function rowsOf(found: Record<string, string>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(found).map(([table, text]) => [table, text.split(' ')[0]]));
}
