import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { packFolder } from '../../core/packages/archive/pack-folder.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { endProcesses, type StartedProcess, startBuilt } from '../boot/started-process.ts';
import { openDoors } from '../contributions/people.ts';
import { addressOf, freePort } from '../processes/house.ts';
import { formWith, type Session, sessionOf } from './session.ts';
import { writeShop } from './write-plugin.ts';

describe('packages: installed by page under npm start', function () {
  this.timeout(180_000);
  let app: TestApp;
  let folder: string;
  let server: StartedProcess;
  let admin: Session;

  before(async () => {
    app = await bootTestApp();
    await openDoors(app, 'owner@a.example');
    folder = await mkdtemp(join(tmpdir(), 'guildhall-restart-'));
    await mkdir(join(folder, 'plugins'));
    server = startBuilt({
      DATABASE_URL: app.ownerUrl,
      DATABASE_APP_URL: app.appUrl,
      DATABASE_ROLE_PREFIX: testRolePrefix,
      DATA_DIR: join(folder, 'data'),
      PLUGINS_DIR: join(folder, 'plugins'),
      SESSION_SECRET: app.runtime.config.sessionSecret ?? '',
      PORT: String(await freePort()),
    });
    admin = await sessionOf({ url: await addressOf(server) }, 'owner@a.example');
  });
  after(async () => {
    await endProcesses();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the page that waits asks for; null while nobody answers. */
  const processNow = async (): Promise<string | null> => {
    const answer = await admin.ask('GET', '/admin/restart.json').catch(() => null);
    return answer?.ok ? ((await answer.json()) as { data: { process: string } }).data.process : null;
  };

  it('restarts itself, and the plugin is there', async () => {
    const archive = await packFolder(await writeShop(join(folder, 'shop'), { version: '1.0.0' }));
    const offered = await admin.ask('POST', '/admin/plugin-packages', formWith(archive));
    const before = await processNow();
    const installed = await admin.ask('POST', `${offered.headers.get('location')}/installation`);
    expect(installed.headers.get('location')).to.equal('/admin/restart?next=%2Fadmin%2Fplugins%2Fshop');
    const waiting = await admin.ask('GET', installed.headers.get('location') ?? '');
    expect(await waiting.text())
      .to.include(`data-restarting="${before}"`)
      .and.include('data-next="/admin/plugins/shop"');
    const giveUpAt = performance.now() + 120_000;
    let now = before;
    while (now === null || now === before) {
      if (performance.now() > giveUpAt) throw new Error(`It never came back. It said:\n${server.output()}`);
      await new Promise((resume) => setTimeout(resume, 50));
      now = await processNow();
    }
    const page = await (await admin.ask('GET', '/admin/plugins/shop')).text();
    expect(page).to.include('Running').and.include('It came up.');
    expect(server.output().match(/ready at/g)).to.have.length(2);
    expect(server.output()).not.to.match(/in quarantine|EADDRINUSE|"level":60/);
  });
});
