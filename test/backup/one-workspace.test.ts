import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import { membershipsOf } from '../../core/access/scope-of-person.ts';
import { ArchiveRefused } from '../../core/backup/archive/refused.ts';
import { readTables } from '../../core/backup/catalogue/read-tables.ts';
import { extractWorkspace } from '../../core/backup/workspace/extract-workspace.ts';
import { type ImportRequest, importWorkspace } from '../../core/backup/workspace/import-workspace.ts';
import { isExported, writeWorkspace } from '../../core/backup/workspace/write-workspace.ts';
import { readInstance } from '../../core/db/read-instance.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { isMuted } from '../../core/muting/is-muted.ts';
import { addField } from '../../core/testing/add-field.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { usePasswordLink } from '../../core/users/password-link.ts';
import { at, backup, fillContacts, putFile, summaries, targetOf } from './backup-app.ts';

describe('backup: one workspace of many', () => {
  let app: TestApp;
  let there: TestApp;
  let key: string;

  beforeEach(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    there = await bootTestApp({ plugins: ['crm'] });
    await fillContacts(app.runtime, app.workspaces.a.id, 300);
    await fillContacts(app.runtime, app.workspaces.b.id, 40);
    key = await putFile(app.runtime, app.workspaces.a.id, 'of workspace a');
    await putFile(app.runtime, app.workspaces.b.id, 'of workspace b');
    await addOwnedContact();
  });
  afterEach(async () => {
    await there.stop();
    await app.stop();
  });

  /** A record that names a person, in a column and in the name of whoever wrote its event. */
  async function addOwnedContact(): Promise<void> {
    const { a } = app.workspaces;
    const answer = await app
      .as('admin')
      .post('/api/crm/contacts')
      .send({ firstName: 'Owned', ownerId: a.people.member.id });
    expect(answer.status, answer.text).to.equal(201);
  }

  async function exported(workspace = app.workspaces.a.slug): Promise<string> {
    const { dataDir } = app.runtime.config;
    const path = join(dataDir, `${workspace}-${Math.random()}.tar.gz`);
    await writeWorkspace({ target: targetOf(app.ownerUrl), dataDir, path, keys: {}, at, workspace });
    return path;
  }

  function bring(into: TestApp, path: string, options: Partial<ImportRequest> = {}) {
    const { dataDir } = into.runtime.config;
    const request = { target: targetOf(into.ownerUrl), dataDir, path, keys: {}, without: [] };
    return importWorkspace({ ...request, mode: 'new', report: () => undefined, ...options });
  }

  const contacts = (of: TestApp, workspaceId: string) =>
    inWorkspace(of.runtime.database, workspaceId, (unit) =>
      unit.run<{ id: string; owner_id: string | null; first_name: string }>({
        text: 'select id, owner_id, first_name from crm_contacts order by id',
        values: [],
      }),
    );

  it('is put back from the backup of the instance, and no other row of any table changes', async () => {
    const { a, b } = app.workspaces;
    const before = { a: await summaries(app.ownerUrl, a.id), b: await summaries(app.ownerUrl, b.id) };
    const { path } = await backup(app);
    await inWorkspace(app.runtime.database, a.id, async (unit) => {
      await unit.run({ text: 'delete from crm_contacts where first_name like $1', values: ['First 1%'] });
      await unit.run({ text: "update crm_contacts set notes = 'spoilt'", values: [] });
    });
    await fillContacts(app.runtime, a.id, 7);
    await fillContacts(app.runtime, b.id, 3);
    const b2 = await summaries(app.ownerUrl, b.id);
    const instance = await summaries(app.ownerUrl);
    const to = join(app.runtime.config.dataDir, 'extracted.tar.gz');
    const tables = new Set(
      (await withClient(app.ownerUrl, readTables)).filter(isExported).map(({ name }) => name),
    );
    await extractWorkspace({ path, keys: {}, workspace: a.slug, to, isExported: (name) => tables.has(name) });
    await bring(app, to, { mode: 'replace' });
    expect(await summaries(app.ownerUrl, a.id)).to.deep.equal(before.a);
    expect(await summaries(app.ownerUrl, b.id)).to.deep.equal(b2);
    const after = await summaries(app.ownerUrl);
    for (const table of ['users', 'sessions', 'plugin_states', 'installation']) {
      expect(after[table], table).to.equal(instance[table]);
    }
    expect(before.b.crm_contacts).not.to.equal(b2.crm_contacts);
  });

  it('is muted when it is back, alone', async () => {
    const { a, b } = app.workspaces;
    await bring(app, await exported(), { mode: 'replace' });
    expect([await isMuted(app.runtime, a.id), await isMuted(app.runtime, b.id)]).to.deep.equal([true, false]);
  });

  it('takes its own new files away and brings the old ones back', async () => {
    const { a } = app.workspaces;
    const path = await exported();
    const fresh = await putFile(app.runtime, a.id, 'made since');
    await bring(app, path, { mode: 'replace' });
    const folder = join(app.runtime.config.dataDir, 'files', a.id);
    expect(await readFile(join(folder, key), 'utf8')).to.equal('of workspace a');
    expect(await readFile(join(folder, fresh), 'utf8').catch(() => 'gone')).to.equal('gone');
  });

  it('moves to another instance with its ids, its files and its people, who keep their accounts there', async () => {
    const { a } = app.workspaces;
    const path = await exported();
    const imported = await bring(there, path);
    expect(imported).to.include({ id: a.id, slug: 'a-2' });
    expect(imported.added).to.deep.equal([]);
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    expect(ids(await contacts(there, a.id))).to.deep.equal(ids(await contacts(app, a.id)));
    const [owned] = (await contacts(there, a.id)).filter(({ first_name: name }) => name === 'Owned');
    expect(owned?.owner_id).to.equal(there.workspaces.a.people.member.id);
    expect(await readFile(join(there.runtime.config.dataDir, 'files', a.id, key), 'utf8')).to.equal(
      'of workspace a',
    );
    const rows = await inWorkspace(there.runtime.database, a.id, (unit) =>
      unit.run({ text: 'select id from api_keys', values: [] }),
    );
    expect(rows, 'keys stay behind').to.deep.equal([]);
  });

  it('makes accounts for people who have none, without a password, which each sets by a link', async () => {
    await withClient(there.ownerUrl, async (client) => {
      await client.query("update users set email = 'someone.' || email where email like '%@a.example'");
    });
    const imported = await bring(there, await exported());
    expect(imported.added.map(({ email }) => email)).to.have.members([
      'owner@a.example',
      'admin@a.example',
      'member@a.example',
      'viewer@a.example',
    ]);
    const { rows } = await withClient(there.ownerUrl, (client) =>
      client.query("select password_hash from users where email = 'owner@a.example'"),
    );
    expect(rows).to.deep.equal([{ password_hash: null }]);
    const { token = '' } = imported.added.find(({ email }) => email === 'owner@a.example') ?? {};
    const owner = await usePasswordLink(there.runtime, token, { password: 'lanterns over the quay' });
    const places = await membershipsOf(there.runtime, owner.id);
    expect(places.map(({ workspace, role }) => [workspace.id, role])).to.deep.equal([
      [app.workspaces.a.id, 'owner'],
    ]);
  });

  /** An address to be called at, and a call that came. */
  async function addWebhook(workspaceId: string): Promise<void> {
    await inWorkspace(app.runtime.database, workspaceId, async (unit) => {
      const values = [workspaceId, newId(), newId()];
      const endpoint = `insert into webhook_endpoints (workspace_id, id, webhook, token_hash)
        values ($1, $2, 'shop.orders', 'the hash')`;
      const delivery = `insert into webhook_deliveries (workspace_id, id, endpoint_id, delivery_id, payload)
        values ($1, $3, $2, 'first', '{}')`;
      await unit.run({ text: endpoint, values: values.slice(0, 2) });
      await unit.run({ text: delivery, values });
    });
  }

  const calledAt = () =>
    readInstance<{ workspace_id: string }>(app.runtime.database, {
      text: "select workspace_id from webhook_endpoint_by_token('the hash')",
      values: [],
    });

  it('leaves calls from outside to one workspace, and takes them back with it', async () => {
    const { a } = app.workspaces;
    await addWebhook(a.id);
    const path = await exported();
    await bring(app, path, { mode: 'copy' });
    expect(await calledAt()).to.deep.equal([{ workspace_id: a.id }]);
    await bring(app, path, { mode: 'replace' });
    expect(await calledAt()).to.deep.equal([{ workspace_id: a.id }]);
  });

  it('stands beside itself as a copy with an id of its own', async () => {
    const { a } = app.workspaces;
    const before = await summaries(app.ownerUrl, a.id);
    const copy = await bring(app, await exported(), { mode: 'copy' });
    expect(copy.slug).to.equal('a-2');
    expect(copy.id).not.to.equal(a.id);
    expect(await contacts(app, copy.id)).to.deep.equal(await contacts(app, a.id));
    expect(await summaries(app.ownerUrl, a.id)).to.deep.equal(before);
  });

  it('carries custom fields and what is switched on', async () => {
    await addField(app, 'crm.contact', { label: 'Shoe size', kind: 'number' });
    const { a } = app.workspaces;
    await bring(there, await exported());
    const look = (of: TestApp) =>
      inWorkspace(of.runtime.database, a.id, async (unit) => ({
        fields: await unit.run({ text: 'select key, label, kind from custom_fields', values: [] }),
        switches: await unit.run({ text: 'select plugin_id, is_on from plugin_switches', values: [] }),
      }));
    const found = await look(there);
    expect(found).to.deep.equal(await look(app));
    expect(found.fields).to.have.length(1);
  });

  it('is not put over one that is there unless told, nor in place of one that is not', async () => {
    const path = await exported();
    const refusal = (work: Promise<unknown>) => work.catch((error: unknown) => error);
    const before = await summaries(app.ownerUrl);
    expect(await refusal(bring(app, path)))
      .to.be.instanceOf(ArchiveRefused)
      .and.to.match(/is here already/);
    expect(await refusal(bring(there, path, { mode: 'replace' }))).to.match(/no workspace here to replace/);
    expect(await refusal(bring(app, (await backup(app)).path))).to.match(/holds a whole instance/);
    expect(await summaries(app.ownerUrl)).to.deep.equal(before);
  });

  it('is refused where the tables are of another version', async () => {
    const path = await exported();
    await withClient(there.ownerUrl, (client) =>
      client.query("delete from migrations_crm where name like '0006%'"),
    );
    const refusal = (work: Promise<unknown>) => work.catch((error: unknown) => String(error));
    expect(await refusal(bring(there, path))).to.match(/plugin crm, in a newer version than the one here/);
    await withClient(there.ownerUrl, (client) =>
      client.query("insert into migrations_crm (name) values ('0006-create-interactions'), ('0999-later')"),
    );
    expect(await refusal(bring(there, path))).to.match(/older version of the plugin crm/);
  });
});
