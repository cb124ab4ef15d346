import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { noteAtMachine } from '../../core/backup/commands/note-at-machine.ts';
import { sealKeys } from '../../core/backup/own-keys.ts';
import { removeOldArchives } from '../../core/backup/remove-old-archives.ts';
import { startArchiveTasks } from '../../core/backup/tasks/start-archive-tasks.ts';
import { mostArchives } from '../../core/backup/workspace/archive-room.ts';
import { writeWorkspace } from '../../core/backup/workspace/write-workspace.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { dayMs } from '../../core/housekeeping/chore.ts';
import { isMuted } from '../../core/muting/is-muted.ts';
import { keyRing } from '../../core/secrets/key-ring.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from '../contributions/people.ts';
import type { Browser } from '../http/browser.ts';
import { until } from '../jobs/jobs-app.ts';
import { at, fillContacts, summaries, targetOf } from './backup-app.ts';

describe('backup: a workspace, out and back in by its owner', () => {
  let app: TestApp;
  let owner: Browser;
  let keeper: ReturnType<typeof startArchiveTasks>;
  const page = '/w/a/settings/archive';
  const folder = () => join(app.place.dataDir, 'backups', 'workspaces', app.workspaces.a.id);

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await openDoors(app);
    await fillContacts(app.runtime, app.workspaces.a.id, 50);
    await fillContacts(app.runtime, app.workspaces.b.id, 20);
    owner = await signedIn(app, 'owner@a.example');
    keeper = startArchiveTasks(app.runtime);
  });
  after(async () => {
    await keeper.stop();
    await app.stop();
  });

  async function settled(): Promise<{ state: string; error: string | null }> {
    const latest = async () => (await app.as('owner').get('/api/archives/tasks').expect(200)).body.data[0];
    await until(async () => /done|failed/.test((await latest())?.state ?? ''));
    return latest();
  }
  const names = async () =>
    ((await app.as('owner').get('/api/archives')).body.data as { name: string }[]).map(({ name }) => name);
  const contacts = async (where: 'a' | 'b' = 'a') => {
    const text = 'select count(*)::integer as count from crm_contacts where removed_at is null';
    const { id } = app.workspaces[where];
    const [row] = await inWorkspace(app.runtime.database, id, (unit) =>
      unit.run<{ count: number }>({ text, values: [] }),
    );
    return row?.count;
  };

  it('goes into one file, shown on its page and there to download', async () => {
    expect((await owner.get(page)).text).to.include('There are no archives yet');
    expect((await owner.post(`${page}/exports`)).location).to.equal(page);
    expect(await settled()).to.include({ state: 'done', error: null });
    const [name = ''] = await names();
    expect((await owner.get(page)).text).to.include(name);
    const [task] = (await app.as('owner').get('/api/archives/tasks')).body.data;
    const answer = await downloaded(name);
    expect(answer.headers['content-disposition']).to.match(/filename="workspace-\d{8}-\d{6}\.tar\.gz"/);
    expect(Number(answer.headers['content-length'])).to.equal(answer.body.length).and.to.equal(task.bytes);
    expect(createHash('sha256').update(answer.body).digest('hex')).to.equal(task.sha256);
  });

  it('lies on the server locked, whatever copies the folder', async () => {
    for (const name of await names()) {
      expect((await readFile(join(folder(), name))).toString('latin1', 0, 21), name).to.equal(
        'age-encryption.org/v1',
      );
    }
  });

  it('is the owner’s affair: refused to others, unknown to other workspaces', async () => {
    const [name = ''] = await names();
    const admin = await signedIn(app, 'admin@a.example');
    const stranger = await signedIn(app, 'owner@b.example');
    expect((await admin.get(page)).status).to.equal(403);
    expect((await admin.post(`${page}/returns`, { file: name, confirmation: 'a' })).status).to.equal(403);
    expect((await stranger.get(`${page}/files/${name}`)).status).to.equal(404);
    expect((await stranger.get(`/w/b/settings/archive/files/${name}`)).status).to.equal(404);
    await app.as('admin').get('/api/archives').expect(403);
    await app.as('owner', app.workspaces.b).get(`/api/archives/files/${name}`).expect(404);
    await app.anonymous().post('/api/archives').expect(401);
  });

  it('is not put back before its word is typed', async () => {
    const [file = ''] = await names();
    const { status, text } = await owner.post(`${page}/returns`, { file, confirmation: 'b' });
    expect(status).to.equal(422);
    expect(text).to.include('Type a to confirm');
    await app.as('owner').post(`/api/archives/files/${file}/return`).send({ confirmation: 'b' }).expect(422);
    await app.as('owner').post(`/api/archives/files/${file}/return`).send({}).expect(422);
  });

  it('becomes what it was, saved first as it is, with nothing changed beside it', async () => {
    const before = await summaries(app.ownerUrl, app.workspaces.b.id);
    const [file = ''] = await names();
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({ text: "update crm_contacts set first_name = 'Spoilt'", values: [] }),
    );
    await fillContacts(app.runtime, app.workspaces.a.id, 5);
    await owner.post(`${page}/returns`, { file, confirmation: 'a' });
    expect(await settled()).to.include({ state: 'done', error: null });
    expect(await contacts()).to.equal(50);
    expect((await app.as('owner').get('/api/crm/contacts?q=Spoilt').expect(200)).body.data).to.deep.equal([]);
    expect(await summaries(app.ownerUrl, app.workspaces.b.id)).to.deep.equal(before);
    expect((await names()).some((name) => name.startsWith('before-return'))).to.equal(true);
  });

  it('then says nothing to the outside until its owner confirms', async () => {
    expect(await isMuted(app.runtime, app.workspaces.a.id)).to.equal(true);
    expect(await isMuted(app.runtime, app.workspaces.b.id)).to.equal(false);
    expect((await owner.get(page)).text).to.include('This workspace was put back and is muted');
    expect((await owner.post(`${page}/unmuting`)).status).to.equal(303);
    expect(await isMuted(app.runtime, app.workspaces.a.id)).to.equal(false);
  });

  const downloaded = (name: string) =>
    app.as('owner').get(`/api/archives/files/${name}`).buffer(true).responseType('blob').expect(200);
  const upload = (content: Buffer, where: 'a' | 'b' = 'a') =>
    app
      .as('owner', app.workspaces[where])
      .post('/api/archives/uploads')
      .set('content-type', 'application/octet-stream')
      .send(content);

  it('comes back by upload too, whole and its own, or not at all', async () => {
    const [name = ''] = (await names()).filter((one) => one.startsWith('workspace-'));
    const whole = (await downloaded(name)).body as Buffer;
    const { file } = (await upload(whole).expect(201)).body.data;
    expect(await names()).to.include(file);
    await upload(whole.subarray(0, whole.length - 200)).expect(422);
    await upload(Buffer.from('no archive at all')).expect(422);
    await upload(whole, 'b').expect(422);
    expect((await readdir(folder())).filter((one) => one.endsWith('.part'))).to.deep.equal([]);
    await app.as('owner').post(`/api/archives/files/${file}/return`).send({ confirmation: 'a' }).expect(202);
    expect(await settled()).to.include({ state: 'done', error: null });
    expect(await contacts()).to.equal(50);
  });

  it('is taken only as this instance wrote it', async () => {
    const { dataDir } = app.runtime.config;
    const place = { target: targetOf(app.ownerUrl), dataDir, at, workspace: 'a' };
    const foreign = (id: string) => sealKeys(keyRing([`of another instance ${id}`]))(id);
    for (const [name, keys] of [
      ['unsealed', {}],
      ['foreign', { seals: foreign }],
    ] as const) {
      const path = join(dataDir, `${name}.tar.gz`);
      await writeWorkspace({ ...place, path, keys });
      const answer = await upload(await readFile(path)).expect(422);
      expect(JSON.stringify(answer.body)).to.include('not written by this instance');
      const stored = `workspace-${name}.tar.gz`;
      await copyFile(path, join(folder(), stored));
      await app
        .as('owner')
        .post(`/api/archives/files/${stored}/return`)
        .send({ confirmation: 'a' })
        .expect(202);
      const { state, error } = await settled();
      expect(state).to.equal('failed');
      expect(error).to.include('not written by this instance');
      await app.as('owner').delete(`/api/archives/files/${stored}`).expect(204);
    }
  });

  it('is deleted by its owner alone', async () => {
    const [file = '', other = ''] = await names();
    await app.as('admin').delete(`/api/archives/files/${file}`).expect(403);
    await app.as('owner', app.workspaces.b).delete(`/api/archives/files/${file}`).expect(404);
    await app.as('owner').delete('/api/archives/files/..%2f..%2fsecrets.json').expect(404);
    await app.as('owner').delete(`/api/archives/files/${file}`).expect(204);
    expect((await owner.post(`${page}/removals`, { file: other })).location).to.equal(page);
    expect(await names())
      .not.to.include.members([file])
      .and.not.to.include.members([other]);
  });

  it('leaves in the audit, too, that it was taken out at the machine', async () => {
    const { id } = app.workspaces.a;
    await noteAtMachine({ log: app.runtime.log }, app.appUrl, {
      workspaceId: id,
      deed: 'export',
      file: 'x.tar.gz',
    });
    const { text } = await owner.get('/w/a/settings/audit');
    expect(text).to.include('Command line').and.to.include('core.archive.export');
  });

  it('leaves in the audit who took it out, brought it, put it back, deleted it and let it speak', async () => {
    const found = await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run<{ action: string; actor_name: string }>({
        text: "select distinct action, actor_name from audit_log where action like 'core.archive.%' or action = 'core.workspace.unmute' order by 1",
        values: [],
      }),
    );
    expect([...new Set(found.map(({ action }) => action))]).to.deep.equal([
      ...['core.archive.download', 'core.archive.export', 'core.archive.remove', 'core.archive.return'],
      ...['core.archive.upload', 'core.workspace.unmute'],
    ]);
  });

  it('stays for thirty days, and there are never too many of them', async () => {
    const store = async (number: number, days: number) => {
      const path = join(folder(), `workspace-old-${number}.tar.gz.locked`);
      await writeFile(path, 'x');
      const time = new Date(app.runtime.now().getTime() - days * dayMs);
      await utimes(path, time, time);
    };
    for (let number = 0; number < mostArchives; number += 1) await store(number, 31);
    await app.as('owner').post('/api/archives').expect(409);
    await upload(Buffer.from([0x1f, 0x8b, 0])).expect(409);
    expect((await owner.get(page)).status).to.equal(200);
    await store(0, 29);
    await removeOldArchives(app.runtime);
    expect((await names()).filter((name) => name.includes('old'))).to.deep.equal([
      'workspace-old-0.tar.gz.locked',
    ]);
    await app.as('owner').post('/api/archives').expect(202);
    expect(await settled()).to.include({ state: 'done' });
  });
});
