import { mkdir, readdir, readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { forgetPreviousKeys, loadSecrets, renewSecretsKey, type Secrets } from '../../config/secrets.ts';
import { keysPath } from '../../core/backup/archive/layout.ts';
import { readArchive } from '../../core/backup/archive/read-archive.ts';
import { wholePart } from '../../core/backup/archive/tar-parts.ts';
import { inSnapshot } from '../../core/backup/dump/in-snapshot.ts';
import { writeInstance } from '../../core/backup/dump/write-instance.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import {
  at,
  backup,
  type EmptyMachine,
  emptyMachine,
  fillContacts,
  putFile,
  restore,
  summaries,
  targetOf,
} from './backup-app.ts';

describe('backup: the whole instance', () => {
  let app: TestApp;
  const machines: EmptyMachine[] = [];

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await fillContacts(app.runtime, app.workspaces.a.id, 3_000);
    await fillContacts(app.runtime, app.workspaces.b.id, 50);
  });
  after(async () => {
    for (const machine of machines) await machine.remove();
    await app.stop();
  });

  async function anotherMachine(): Promise<EmptyMachine> {
    const machine = await emptyMachine();
    machines.push(machine);
    return machine;
  }

  /** How many events there are, and how many of them are to be handed on yet. */
  function handing(ownerUrl: string): Promise<{ events: number; waiting: number }> {
    return inSnapshot(targetOf(ownerUrl), async ({ client }) => {
      const text = `select count(*)::integer as events, (count(*) filter (
        where not pg_visible_in_snapshot(e.xid, r.seen::pg_snapshot)))::integer as waiting from events e, event_reader r`;
      const { rows } = await client.query<{ events: number; waiting: number }>(text);
      return rows[0] ?? { events: 0, waiting: 0 };
    });
  }

  it('comes back on an empty machine with the same rows in every table', async () => {
    await app.as('member').post('/api/crm/contacts').send({ firstName: 'Told' }).expect(201);
    // By the count of another server that is ahead of this one.
    await app.runtime.database.pool.query(
      "update event_reader set seen = format('%1$s:%1$s:', pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)",
    );
    const { path, tables } = await backup(app);
    const before = await summaries(app.ownerUrl);
    const machine = await anotherMachine();
    await restore(machine, path);
    const { events, waiting } = await handing(machine.ownerUrl);
    expect(waiting).to.equal(events).and.be.greaterThan(0);
    const after = await summaries(machine.ownerUrl);
    const passing = ['sessions', 'rate_limits', 'mutings', 'event_reader'];
    for (const table of passing) for (const side of [before, after]) delete side[table];
    expect(after).to.deep.equal(before);
    expect(tables.find(({ name }) => name === 'crm_contacts')?.rows).to.equal(3_051);
    const place = await withClient(machine.ownerUrl, async (client) => {
      const text = 'select loaded_in is not null as "isOfAnother" from event_reader';
      return (await client.query(text)).rows;
    });
    expect(place, 'how far the outbox was read, in the count of another server').to.deep.equal([
      { isOfAnother: true },
    ]);
  });

  it('brings files and keys, and keeps the password of the database that is there', async () => {
    const key = await putFile(app.runtime, app.workspaces.a.id, 'a contract');
    const theirs = await loadSecrets(app.runtime.config.dataDir);
    const { path, files } = await backup(app);
    const machine = await anotherMachine();
    const own = await loadSecrets(machine.dataDir);
    await restore(machine, path);
    expect(files).to.equal(1);
    expect(await readFile(join(machine.dataDir, 'files', app.workspaces.a.id, key), 'utf8')).to.equal(
      'a contract',
    );
    expect(await loadSecrets(machine.dataDir)).to.deep.equal({
      ...theirs,
      databasePassword: own.databasePassword,
    });
  });

  it('holds the key that its rows were sealed by, though it was renewed and forgotten meanwhile', async () => {
    const { dataDir } = app.runtime.config;
    const { secretsKey } = await loadSecrets(dataDir);
    let isRenewed = false;
    const path = join(dataDir, 'backups', 'renewed.tar.gz');
    const onPart = async () => {
      if (!isRenewed) await renewSecretsKey(dataDir).then(() => forgetPreviousKeys(dataDir));
      isRenewed = true;
    };
    await writeInstance({ target: targetOf(app.ownerUrl), dataDir, path, keys: {}, at, onPart });
    let found: Partial<Secrets> = {};
    await readArchive(path, {}, async (part) => {
      if (part.path === keysPath) found = JSON.parse((await wholePart(part, 1e6)).toString());
    });
    expect([found.secretsKey, ...(found.previousSecretsKeys ?? [])]).to.include(secretsKey);
  });

  it('empties a folder of files that lies on another disk, and puts the files there', async () => {
    const key = await putFile(app.runtime, app.workspaces.a.id, 'a contract');
    const { path } = await backup(app);
    const machine = machines.at(-1) as EmptyMachine;
    const disk = join(machine.dataDir, '..', 'disk');
    await rename(join(machine.dataDir, 'files'), disk);
    await mkdir(join(disk, 'old'));
    await symlink(disk, join(machine.dataDir, 'files'));
    await restore(machine, path, { onPresent: async () => undefined });
    expect(await readdir(disk)).to.deep.equal([app.workspaces.a.id]);
    expect(await readdir(join(disk, app.workspaces.a.id))).to.include(key);
  });

  it('says which files it lacks that records speak of, and is refused where there are none at all', async () => {
    const { id } = app.workspaces.a;
    const { dataDir } = app.runtime.config;
    const keys = [await putFile(app.runtime, id, 'name'), '0198c5de-0000-7000-8000-00000000000f'];
    for (const key of keys) {
      await inWorkspace(app.runtime.database, id, (unit) =>
        unit.run({
          text: `insert into imports (workspace_id, id, resource, state, actor, file_key, file_name, file_bytes, format)
            values ($1, gen_random_uuid(), 'crm.contact', 'uploaded', '{}', $2, 'people.csv', 4, '{}')`,
          values: [id, key],
        }),
      );
    }
    const { lack } = await backup(app);
    expect(lack).to.match(new RegExp(`the backup lacks them: files/${id}/${keys[1]}\\.$`));
    await rename(join(dataDir, 'files'), join(dataDir, 'elsewhere'));
    try {
      expect(await backup(app).catch(String)).to.match(/Records speak of 2 files.*is mounted/);
      // What is left is saved before a restore.
      const saved = join(dataDir, 'backups', 'before-restore.tar.gz');
      const request = { target: targetOf(app.ownerUrl), dataDir, path: saved, keys: {}, at };
      expect((await writeInstance({ ...request, mayLackFiles: true })).lack).to.include(keys[0]);
    } finally {
      await rename(join(dataDir, 'elsewhere'), join(dataDir, 'files'));
    }
  });

  it('leaves row-level security forced and every key in place', async () => {
    const { path } = await backup(app);
    const machine = await anotherMachine();
    await restore(machine, path);
    const look = (url: string) =>
      withClient(url, async (client) => {
        const text = `
          select c.relname, c.relrowsecurity, c.relforcerowsecurity,
            array(select conname || pg_get_constraintdef(oid) from pg_constraint where conrelid = c.oid order by 1) as keys,
            array(select indexdef from pg_indexes where tablename = c.relname order by 1) as indexes,
            array(select polname || '/' || polcmd::text || pg_get_expr(polqual, polrelid) from pg_policy where polrelid = c.oid order by 1) as policies
          from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
        return (await client.query(text)).rows;
      });
    expect(await look(machine.ownerUrl)).to.deep.equal(await look(app.ownerUrl));
  });

  it('is muted', async () => {
    const { path } = await backup(app);
    const machine = await anotherMachine();
    await restore(machine, path);
    const rows = await withClient(
      machine.ownerUrl,
      async (client) => (await client.query('select * from mutings')).rows,
    );
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({
      scope: 'instance',
      reason: 'restored from a backup of 2026-03-04T05:06:07.000Z',
    });
  });

  it('is one moment of an instance that is being written to: no half of a change, nothing missing', async () => {
    const { id } = app.workspaces.b;
    let isOver = false;
    let acknowledged = 0;
    const pair = `
      with company as (insert into crm_companies (workspace_id, id, name, currency)
        values ($1, gen_random_uuid(), 'under load', 'EUR') returning id)
      insert into crm_contacts (workspace_id, id, first_name, company_id) select $1, gen_random_uuid(), 'under load', id from company`;
    const write = async () => {
      while (!isOver) {
        await inWorkspace(app.runtime.database, id, (unit) => unit.run({ text: pair, values: [id] }));
        acknowledged += 1;
      }
    };
    const writers = [write(), write(), write()];
    while (acknowledged < 50) await pause(10);
    const least = acknowledged;
    const { path } = await backup(app);
    const most = acknowledged + writers.length;
    isOver = true;
    await Promise.all(writers);
    const machine = await anotherMachine();
    await restore(machine, path);
    const found = await inSnapshot(targetOf(machine.ownerUrl), async ({ client }) => {
      const text = `select
        (select count(*)::integer from crm_companies where name = 'under load') as companies,
        (select count(*)::integer from crm_contacts where first_name = 'under load') as contacts`;
      return (await client.query<{ companies: number; contacts: number }>(text)).rows[0];
    });
    expect(found?.contacts).to.equal(found?.companies);
    expect(found?.contacts).to.be.within(least, most);
  });

  it('leaves nothing half-written behind', async () => {
    await backup(app);
    const left = await readdir(join(app.runtime.config.dataDir, 'backups'));
    expect(left.filter((name) => !name.endsWith('.tar.gz'))).to.deep.equal([]);
  });
});
