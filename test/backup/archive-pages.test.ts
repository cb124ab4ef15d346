import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { startArchiveTasks } from '../../core/backup/tasks/start-archive-tasks.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { isMuted } from '../../core/muting/is-muted.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from '../contributions/people.ts';
import type { Browser } from '../http/browser.ts';
import { until } from '../jobs/jobs-app.ts';
import { fillContacts, summaries } from './backup-app.ts';

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
    const answer = await app.as('owner').get(`/api/archives/files/${name}`).buffer(true).expect(200);
    expect(answer.headers['content-disposition']).to.include(name);
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

  const upload = (content: Buffer) =>
    app
      .as('owner')
      .post('/api/archives/uploads')
      .set('content-type', 'application/octet-stream')
      .send(content);

  it('comes back by upload too, whole and its own, or not at all', async () => {
    const [name = ''] = (await names()).filter((one) => one.startsWith('workspace-'));
    const whole = await readFile(join(folder(), name));
    const { file } = (await upload(whole).expect(201)).body.data;
    expect(await names()).to.include(file);
    await upload(whole.subarray(0, whole.length - 200)).expect(422);
    await upload(Buffer.from('no archive at all')).expect(422);
    await app
      .as('owner', app.workspaces.b)
      .post('/api/archives/uploads')
      .set('content-type', 'application/octet-stream')
      .send(whole)
      .expect(422);
    expect((await readdir(folder())).filter((one) => one.endsWith('.part'))).to.deep.equal([]);
    await app.as('owner').post(`/api/archives/files/${file}/return`).send({ confirmation: 'a' }).expect(202);
    expect(await settled()).to.include({ state: 'done', error: null });
    expect(await contacts()).to.equal(50);
  });
});
