import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { knownStates } from '../../core/kernel/states/known-states.ts';
import { packFolder } from '../../core/packages/archive/pack-folder.ts';
import { checksumOf } from '../../core/packages/package-store.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { openDoors } from '../contributions/people.ts';
import { formWith, type Session, sessionOf } from './session.ts';
import { addsPrice, writeShop } from './write-plugin.ts';

const capabilities = { network: ['api.example.com'], email: true };

describe('plugins: the pages of the instance admin', function () {
  // Each look at a package is a process of its own.
  this.timeout(180_000);
  let app: TestApp;
  let admin: Session;
  let folder: string;
  let archive: Buffer;
  let sha256: string;
  const again: TestRuntime[] = [];

  before(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'guestbook'] });
    await openDoors(app, 'owner@a.example');
    admin = await sessionOf(app, 'owner@a.example');
    folder = await mkdtemp(join(tmpdir(), 'guildhall-shop-'));
    archive = await packFolder(await writeShop(join(folder, 'shop'), { version: '1.0.0', capabilities }));
    sha256 = checksumOf(archive);
  });
  after(async () => {
    for (const one of again) await one.stop();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const upload = (one = archive, expected = '') =>
    admin.ask('POST', '/admin/plugin-packages', formWith(one, expected));
  const page = async (path: string) => (await admin.ask('GET', path)).text();
  const stateOf = async (id: string) =>
    (await knownStates(app.runtime.database)).find((one) => one.id === id)?.state;
  const restart = async () => void again.push(await bootAgain(app));

  it('show every plugin with its state, and one with its trail', async () => {
    const list = await page('/admin/plugins');
    for (const part of ['Notes', 'Running', '/admin/plugins/notes', 'Choose an archive'])
      expect(list).to.include(part);
    const one = await page('/admin/plugins/notes');
    for (const part of ['discovered → installed', 'It came up.', 'on in 2 workspaces', 'It asks for nothing'])
      expect(one).to.include(part);
    expect((await admin.ask('GET', '/admin/plugins/nobody')).status).to.equal(404);
  });

  it('look at an archive that is sent, and change nothing by that', async () => {
    const abandoned = join(app.place.dataDir, 'plugins', 'a'.repeat(32));
    await mkdir(abandoned, { recursive: true });
    await utimes(abandoned, new Date(0), new Date(0));
    const answer = await upload();
    expect(existsSync(abandoned), 'what was looked at long ago and never installed').to.equal(false);
    expect(answer.status).to.equal(303);
    expect(answer.headers.get('location')).to.equal(`/admin/plugin-packages/${sha256}`);
    const offer = await page(`/admin/plugin-packages/${sha256}`);
    for (const part of [sha256, 'talk to api.example.com', 'send e-mail', '0001-create-things', 'See things'])
      expect(offer).to.include(part);
    expect(await stateOf('shop')).to.equal(undefined);
  });

  it('say beside the form what is wrong with what was sent, and keep what was typed', async () => {
    const noArchive = await upload(Buffer.from('no archive'));
    expect([noArchive.status, await noArchive.text()].join(' ')).to.match(/^422 .*This is no \.tgz archive/s);
    const other = await upload(archive, 'ab'.repeat(32));
    expect([other.status, await other.text()].join(' ')).to.match(/^409 .*not the expected one/s);
    const typed = await admin.browser.post('/admin/plugin-packages/folder', { folder: 'not/whole' });
    expect([typed.status, typed.text].join(' ')).to.match(/^422 .*value="not\/whole".*Write the whole path/s);
    const nowhere = await admin.browser.post('/admin/plugin-packages/folder', { folder: tmpdir() });
    expect([nowhere.status, nowhere.text].join(' ')).to.match(/^404 .*There is no plugin in/s);
    expect((await admin.browser.post('/admin/plugin-packages/elsewhere', {})).status).to.equal(404);
    expect((await admin.ask('GET', `/admin/plugin-packages/${'0'.repeat(64)}`)).status).to.equal(404);
  });

  it('take a package by name only where PLUGIN_INSTALL says so', async () => {
    const refused = await admin.browser.post('/admin/plugin-packages/registry', { name: 'shop' });
    expect([refused.status, refused.text].join(' ')).to.match(/^403 .*PLUGIN_INSTALL/s);
  });

  it('install what somebody consented to, which comes up at the next start', async () => {
    const install = `/admin/plugin-packages/${sha256}/installation`;
    const asked = await admin.browser.post(install);
    expect([asked.status, asked.text].join(' ')).to.match(/^422 .*Tick that you consent/s);
    expect(await stateOf('shop')).to.equal(undefined);
    expect((await admin.browser.post(install, { consent: 'yes' })).location).to.equal('/admin/plugins/shop');
    expect(await page('/admin/plugins/shop'))
      .to.include('Waits for a restart')
      .and.include('1.0.0');
    await restart();
    expect(await stateOf('shop')).to.equal('enabled');
    const trail = await page('/admin/plugins/shop');
    for (const part of ['Owner A consented', 'Installation', 'It may talk to api.example.com'])
      expect(trail).to.include(part);
  });

  it('say that an upgrade failed and was taken back', async () => {
    const broken = { ...addsPrice, '0003-breaks': { up: `throw new Error('half-way');`, down: '' } };
    const next = join(folder, 'next', 'shop');
    await writeShop(next, { version: '2.0.0', capabilities, migrations: broken });
    const { location } = await admin.browser.post('/admin/plugin-packages/folder', { folder: next });
    expect(await page(location ?? ''))
      .to.include('From 1.0.0 to 2.0.0')
      .and.include('0002-add-price');
    expect((await admin.browser.post(`${location}/installation`)).status).to.equal(303);
    await restart();
    expect(await page('/admin/plugins/shop')).to.match(/The upgrade failed.*half-way/s);
  });

  it('disable, put in quarantine with a reason, and release', async () => {
    const move = (to: string, form = {}) => admin.browser.post(`/admin/plugins/notes/${to}`, form);
    expect((await move('disabled')).location).to.equal('/admin/plugins');
    await app.as('member').get('/api/notes/notes').expect(404);
    await move('installed');
    await move('quarantined', { reason: 'It sent the wrong letters.', back: 'plugin' });
    expect(await page('/admin/plugins/notes')).to.include('It sent the wrong letters.');
    await move('installed');
    await app.as('member').get('/api/notes/notes').expect(200);
    expect((await move('discovered')).status).to.equal(404);
  });

  it('uninstall when the id is typed, show the proof, hand out the archive and put it back', async () => {
    await app.as('member').post('/api/notes/notes').send({ body: 'Mine' }).expect(201);
    const path = '/admin/plugins/notes/uninstallation';
    expect(await page(path)).to.include('Type notes to confirm');
    const wrong = await admin.browser.post(path, { confirm: 'note' });
    expect([wrong.status, wrong.text].join(' ')).to.match(/^422 .*value="note".*exactly like this/s);
    const { location } = await admin.browser.post(path, { confirm: 'notes' });
    const proof = await page(location ?? '');
    expect(proof).to.include('is left. Only the audit trails').and.include('notes_notes');
    const name = location?.split('/').at(-1);
    const packed = Buffer.from(await (await admin.ask('GET', `${location}/${name}.tgz`)).arrayBuffer());
    expect([...packed.subarray(0, 2)]).to.deep.equal([0x1f, 0x8b]);
    expect((await admin.ask('GET', '/admin/plugin-archives/..%2f..')).status).to.equal(404);
    await admin.browser.post('/admin/plugins/notes/installed');
    await restart();
    const restored = await admin.browser.post(`${location}/restoration`);
    expect(restored.location).to.equal('/admin/plugins/notes');
    const { body } = await app.as('member').get('/api/notes/notes').expect(200);
    expect((body as { data: { body: string }[] }).data.map((note) => note.body)).to.include('Mine');
    expect(await page('/admin/plugins/notes')).to.include('Data put back');
  });

  const everything = [
    ...['/admin/plugins', '/admin/plugins/notes', '/admin/plugins/notes/uninstallation', '/admin/restart'],
    ...['/admin/restart.json', '/admin/plugin-packages/x', '/admin/plugin-archives/x'],
  ].map((path) => ['GET', path] as const);
  const writes = [
    ...['/admin/plugins/restart', '/admin/plugins/notes/disabled', '/admin/plugins/notes/uninstallation'],
    ...['/admin/plugin-packages', '/admin/plugin-packages/folder', '/admin/plugin-packages/x/installation'],
    '/admin/plugin-archives/x/restoration',
  ].map((path) => ['POST', path] as const);

  it('are closed to the admin of a workspace, to visitors and to forms of other sites', async () => {
    const other = await sessionOf(app, 'owner@b.example');
    for (const [method, path] of [...everything, ...writes]) {
      expect((await other.ask(method, path)).status, `${method} ${path}`).to.equal(404);
      const visit = await fetch(`${app.url}${path}`, {
        method,
        headers: { origin: app.url },
        redirect: 'manual',
      });
      expect(visit.headers.get('location'), path).to.match(/^\/sign-in/);
    }
    for (const [, path] of writes) {
      const foreign = await admin.browser.post(path, {}, { origin: 'https://elsewhere.example' });
      expect(foreign.status, path).to.equal(403);
    }
    expect(await stateOf('notes')).to.equal('enabled');
  });

  describe('by the API', () => {
    it('do the same for the admin who is signed in', async () => {
      const get = async (path: string) =>
        (await (await admin.ask('GET', `/api/instance${path}`)).json()) as never;
      const { data } = (await get('/plugins')) as { data: { id: string; state: string }[] };
      expect(data.find(({ id }) => id === 'guestbook')).to.include({ state: 'enabled', version: '1.0.0' });
      expect(await get('/plugins/guestbook')).to.have.nested.property('data.trail[0].action', 'plugin.state');
      const moving = { state: 'disabled', reason: 'Not now.' };
      const moved = await admin.ask('PUT', '/api/instance/plugins/guestbook/state', moving);
      expect(await moved.json()).to.deep.equal({ data: { from: 'enabled', to: 'disabled' } });
      const other = formWith(archive, 'ab'.repeat(32));
      expect((await admin.ask('POST', '/api/instance/plugin-packages', other)).status).to.equal(409);
      const wrong = await admin.ask('POST', '/api/instance/plugins/guestbook/uninstallation', {
        confirm: 'x',
      });
      const { error } = (await wrong.json()) as { error: { problems: { path: string[] }[] } };
      expect([wrong.status, error.problems[0]?.path]).to.deep.equal([422, ['reason']]);
      const removal = { confirm: 'guestbook', reason: 'Gone.' };
      const gone = await admin.ask('POST', '/api/instance/plugins/guestbook/uninstallation', removal);
      expect(await gone.json())
        .to.have.nested.property('data.leftovers')
        .that.deep.equals([]);
      expect((await admin.ask('POST', '/api/instance/restart')).status).to.equal(404);
    });
  });
});

describe('plugins: pages where PLUGIN_INSTALL is off', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ env: { PLUGIN_INSTALL: 'off' } });
    await openDoors(app, 'owner@a.example');
  });
  after(() => app.stop());

  it('install nothing, whatever is sent', async () => {
    const admin = await sessionOf(app, 'owner@a.example');
    const list = await (await admin.ask('GET', '/admin/plugins')).text();
    expect(list).to.include('PLUGIN_INSTALL').and.not.to.include('Choose an archive');
    for (const path of ['/admin/plugin-packages', '/api/instance/plugin-packages'])
      expect((await admin.ask('POST', path, formWith(Buffer.from('x')))).status, path).to.equal(403);
    for (const path of ['registry', 'folder', `${'0'.repeat(64)}/installation`])
      expect(
        (await admin.browser.post(`/admin/plugin-packages/${path}`, { folder: '/srv' })).status,
      ).to.equal(403);
  });
});
