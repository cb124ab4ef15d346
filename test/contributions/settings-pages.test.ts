import { expect } from 'chai';
import { createApp } from '../../core/http/app.ts';
import { createSessions, type Sessions } from '../../core/sessions/http/sessions.ts';
import { moduleSettingsPages } from '../../core/settings/http/module-settings-pages.ts';
import { ownSettingsPages } from '../../core/settings/http/own-settings-pages.ts';
import { settingsApi } from '../../core/settings/http/settings-api.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, password, secret } from '../http/pages-app.ts';
import { type Served, serve } from '../http/served-app.ts';

describe('settings: their pages', () => {
  let app: TestApp;
  let served: Served;
  let sessions: Sessions;
  const canary = 'sk-canary-91ab';
  const page = '/w/a/settings/modules/mailer';

  before(async () => {
    app = await bootTestApp({ fixtures: ['mailer'] });
    await givePasswords(app.runtime);
    await app.runtime.database.pool.query(
      "update users set is_instance_admin = true where email = 'owner@a.example'",
    );
    sessions = createSessions(app.runtime, secret);
    const browser = {
      ...{ sessions, sessionSecret: secret },
      workspacePages: [moduleSettingsPages()],
      pages: [ownSettingsPages()],
    };
    served = await serve(createApp(app.runtime, { browser, api: [settingsApi(app.runtime)] }));
  });
  after(async () => {
    served.close();
    sessions.close();
    await app.stop();
  });

  async function visitor(email: string): Promise<Browser> {
    const browser = new Browser(served);
    await browser.signIn(email, password);
    return browser;
  }

  it('make a form of the fields, with what is stored', async () => {
    const browser = await visitor('admin@a.example');
    const { status, text } = await browser.get(page);
    expect(status).to.equal(200);
    for (const part of ['<h2 class="panel-title" id="group-mailer.sending">Sending</h2>', 'type="email"']) {
      expect(text).to.include(part);
    }
    expect(text).to.match(/name="perHour" value="100"/);
    expect((await browser.get('/w/a/settings/modules')).text).to.include(`href="${page}"`);
  });

  it('say beside each field what is wrong, and keep what was typed', async () => {
    const browser = await visitor('admin@a.example');
    const answer = await browser.post(`${page}/mailer.sending`, {
      ...{ sender: 'nobody', perHour: '9000', key: canary },
    });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('Enter an e-mail address').and.to.include('Enter 500 or less.');
    expect(answer.text).to.match(/name="sender" value="nobody"/);
    expect(answer.text).not.to.include(canary);
  });

  it('save, say so, and show of a secret only that it is set', async () => {
    const browser = await visitor('admin@a.example');
    const form = { sender: 'desk@acme.example', perHour: '50', key: canary };
    expect((await browser.post(`${page}/mailer.sending`, form)).location).to.equal(page);
    const { text } = await browser.get(page);
    expect(text).to.include('Saved: Sending').and.to.include('desk@acme.example');
    expect(text).to.match(/Set .+\. It is never shown/);
    expect(text).not.to.include(canary);
    await browser.post(`${page}/mailer.sending`, { ...form, key: '', perHour: '51' });
    const kept = await app.as('member').get('/api/mailer/sending').expect(200);
    expect(kept.body.data).to.deep.include({ key: canary, perHour: 51 });
    await browser.post(`${page}/mailer.sending`, { ...form, key: '', 'remove.key': 'true' });
    expect((await app.as('member').get('/api/mailer/sending')).body.data.key).to.equal(null);
  });

  it('are closed to members and to other workspaces', async () => {
    const member = await visitor('member@a.example');
    expect((await member.get(page)).status).to.equal(404);
    expect((await member.post(`${page}/mailer.sending`, { sender: 'x@y.example' })).status).to.equal(403);
    const stranger = await visitor('admin@b.example');
    expect((await stranger.get(page)).status).to.equal(404);
  });

  it('let each person set their own, which only they get', async () => {
    const member = await visitor('member@a.example');
    expect((await member.get('/account/settings')).text).to.include('Digest');
    const form = { day: 'friday', token: canary };
    expect((await member.post('/account/settings/mailer.digest', form)).location).to.equal(
      '/account/settings',
    );
    const mine = await app.as('member').get('/api/mailer/digest').expect(200);
    expect(mine.body.data).to.deep.equal({ day: 'friday', token: canary });
    const theirs = await app.as('admin').get('/api/mailer/digest').expect(200);
    expect(theirs.body.data).to.deep.equal({ day: 'monday', token: null });
    expect((await member.post('/account/settings/mailer.relay', { host: 'x' })).status).to.equal(404);
  });

  it('of the instance are for its admin', async () => {
    expect((await (await visitor('admin@a.example')).get('/admin/settings')).status).to.equal(404);
    const owner = await visitor('owner@a.example');
    const empty = await owner.post('/admin/settings/mailer.relay', { host: 'mail.example' });
    expect([empty.status, empty.text.includes('mail.example')]).to.deep.equal([422, true]);
    const form = { host: 'mail.example', password: canary };
    expect((await owner.post('/admin/settings/mailer.relay', form)).location).to.equal('/admin/settings');
    const headers = { 'guildhall-workspace': 'a' };
    const api = await owner.get('/api/settings/mailer.relay', headers);
    expect([api.status, api.json().data]).to.deep.equal([
      200,
      {
        ...{ id: 'mailer.relay', title: 'Relay', description: null, scope: 'instance' },
        values: { host: 'mail.example' },
        secrets: (api.json().data as { secrets: unknown }).secrets,
      },
    ]);
    expect(api.text).not.to.include(canary);
  });
});
