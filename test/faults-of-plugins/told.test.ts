import { join } from 'node:path';
import { expect } from 'chai';
import { openInstance } from '../../core/boot/open-instance.ts';
import { addressOf, listen } from '../../core/boot/web-server.ts';
import { pluginCommands } from '../../core/cli/plugins/plugin-commands.ts';
import { runWords } from '../../core/cli/run-words.ts';
import type { Terminal } from '../../core/cli/terminal.ts';
import { readBreakers } from '../../core/faults/breaker-rows.ts';
import { watchMemory } from '../../core/faults/memory/watch-memory.ts';
import { quarantinePlugin } from '../../core/faults/quarantine.ts';
import { packageRoot } from '../../core/package-root.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain } from '../../core/testing/test-runtime.ts';
import { openDoors, signedIn } from '../contributions/people.ts';
import type { Browser } from '../http/browser.ts';
import { findPlugin } from '../kernel/find-plugin.ts';

const env = {
  PLUGIN_BREAKER_FAULTS: '3',
  PLUGIN_BREAKER_PAUSE_MS: '1500',
  PLUGIN_QUARANTINE_AFTER: '1000',
  PLUGIN_MEMORY_LIMIT_MB: '16',
};
const evil = (name: string) => join(packageRoot(), 'test', 'plugins', name);

async function until(holds: () => Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    if (await holds()) return;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  throw new Error('It never came to that.');
}

describe('faults of plugins: what people see of them', () => {
  let app: TestApp;
  let admin: Browser;
  let member: Browser;

  before(async () => {
    app = await bootTestApp({
      folders: [evil('evil-throws'), evil('evil-leaks')],
      fixtures: ['stumbles', 'address-book', 'gallery'],
      env,
    });
    await openDoors(app, 'owner@a.example');
    admin = await signedIn(app, 'owner@a.example');
    member = await signedIn(app, 'member@a.example');
  });
  after(() => app.stop());

  const walk = (way: string) => app.as('viewer').get(`/api/stumbles/walk/${way}`);
  const alert = 'Stumbles failed too often and rests.';
  const isTold = async (browser: Browser, path = '/w/a') => (await browser.get(path)).text.includes(alert);
  // Word that it works again may come after the first fault, and starts the count anew.
  const fall = () =>
    until(async () => {
      for (let count = 0; count < 3; count++) await walk('throw');
      return isTold(admin);
    });

  it('tells the admin of the instance on every page, and nobody else', async () => {
    await fall();
    expect(await isTold(admin, '/admin/plugins')).to.equal(true);
    expect((await admin.get('/w/a')).text).to.include('route GET /walk/:way: stumbled');
    expect(await isTold(member)).to.equal(false);
    expect((await member.post('/admin/plugins/stumbles/alert/reading')).status).to.equal(404);
  });

  it('tells once for each time it was held back', async () => {
    expect((await admin.post('/admin/plugins/stumbles/alert/reading')).location).to.equal('/admin/plugins');
    expect(await isTold(admin)).to.equal(false);
    await until(async () => (await walk('well')).status === 200);
    const known = async () => readBreakers(app.runtime.database, 'stumbles');
    await until(async () => (await known()).every(({ closedAt }) => closedAt !== null));
    await fall();
  });

  it('shows pages that merely name what throws: home, menu, search', async () => {
    const ways: Record<string, string> = {
      '/w/a': 'Throwing things',
      '/w/a/search?q=throwing': 'Throwing things',
    };
    for (const [path, text] of Object.entries(ways)) {
      const { status, text: page } = await member.get(path);
      expect([path, status, page.includes(text)]).to.deep.equal([path, 200, true]);
      expect(page).not.to.include('Throwing rules');
    }
    expect((await member.get('/w/a/evil-throws/things')).status).to.be.oneOf([500, 503]);
    const named = app.log.lines.map(({ details }) => String(details.what));
    expect(named.some((what) => /^evil-throws\.(thing|rule), /.test(what))).to.equal(true, named.join());
  });

  interface Trouble {
    readonly plugin: string;
    readonly kind: string;
    readonly details: string;
  }
  const troubles = async () =>
    ((await admin.get('/api/instance/health')).json().data as { troubles: Trouble[] }).troubles;
  const ofKind = async (kind: string) =>
    (await troubles())
      .filter((one) => one.kind === kind)
      .map(({ plugin, details }) => `${plugin}: ${details}`);

  it('keeps what pages say of files that fail, and believes no more than it must', async () => {
    const say = (file: string, message = 'It broke') => member.post('/w/a/plugin-faults', { file, message });
    const file = '/assets/plugins/gallery/1.0.0-abcd1234/wall.js';
    for (const [said, message] of [
      [file, 'It broke'],
      [file, 'It broke'],
      ['/assets/plugins/nobody/1.0.0-abcd1234/x.js', 'Not here'],
      ['/assets/app.js', 'Not a plugin’s'],
      [file, ''],
    ] as const)
      expect((await say(said, message)).status).to.equal(204);
    expect(await ofKind('browser')).to.deep.equal(['gallery: 1.0.0-abcd1234/wall.js: It broke (2×)']);
    for (let count = 0; count < 30; count++) await say(file, `Another ${count}`);
    expect((await ofKind('browser')).length).to.be.within(2, 20);
    expect((await app.as('owner').post('/w/a/plugin-faults').send({})).status).to.be.oneOf([303, 403]);
  });

  it('puts memory down to who made it and holds it, and ends in quarantine', async () => {
    const watch = watchMemory(app.runtime, app.place.candidates, 3_600_000);
    try {
      for (let count = 0; count < 40; count++) await app.as('owner').get('/api/evil-leaks/more').expect(200);
      const [most] = await watch.look();
      expect(most?.plugin).to.equal('evil-leaks');
      expect(most?.place).to.match(/evil-leaks\/index\.ts:\d+$/);
      expect(most?.bytes).to.be.above(16 * 1024 * 1024);
      expect(findPlugin(app, 'evil-leaks').state).to.equal('enabled');
      expect((await ofKind('memory')).join()).to.match(/^evil-leaks: \d+ MB, .*index\.ts:\d+$/);
      await watch.look();
      const { state, problems } = findPlugin(app, 'evil-leaks');
      expect([state, problems.join()]).to.satisfy(
        ([is, why]: [string, string]) => is === 'quarantined' && /holds \d+ MB of memory/.test(why),
      );
    } finally {
      watch.stop();
    }
  });

  it('is started all the same in a process that comes up while it rests', async () => {
    await fall();
    const next = await bootAgain(app, env);
    const { state, problems } = findPlugin(next, 'stumbles');
    await next.stop();
    expect([state, problems]).to.deep.equal(['enabled', []]);
  });

  it('is let out of quarantine in safe mode, by page and by command, and is there at the next start', async () => {
    await quarantinePlugin(app.runtime, 'stumbles', 'A test said so.');
    const safe = await bootAgain(app, { ...env, SAFE_MODE: 'true' });
    const server = openInstance(safe.runtime, safe.runtime.config.sessionSecret ?? '', safe.closing);
    await listen(server, safe.runtime.config);
    const browser = await signedIn({ url: addressOf(server, safe.runtime.config) }, 'owner@a.example');
    expect((await browser.get('/w/a')).status).to.equal(200);
    expect((await browser.get('/admin/plugins')).text).to.include('evil-leaks');
    expect((await browser.post('/admin/plugins/evil-leaks/installed')).status).to.equal(303);
    const terminal = {
      say: () => undefined,
      tell: () => undefined,
      openAdministration: async () => safe.runtime,
    } as unknown as Terminal;
    expect(await runWords(terminal, [pluginCommands], ['plugins', 'release', 'stumbles'])).to.equal(0);
    await safe.stop();
    const next = await bootAgain(app, env);
    const states = ['evil-leaks', 'stumbles'].map((id) => findPlugin(next, id).state);
    await next.stop();
    expect(states).to.deep.equal(['enabled', 'enabled']);
  });
});
