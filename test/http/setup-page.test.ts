import { expect } from 'chai';
import { setupToken } from '../../core/setup/setup-token.ts';
import { bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { Browser } from './browser.ts';
import { type PagesApp, secret, servePages } from './pages-app.ts';

const form = {
  name: 'Ada',
  email: 'ada@example.org',
  password: 'analytical engines hum',
  workspaceName: 'Bakery',
  currency: 'EUR',
  timezone: 'Europe/Amsterdam',
  locale: 'nl-NL',
  modules: 'notes',
};

interface Model {
  readonly isTokenNeeded: boolean;
  readonly token: string;
  readonly values: Record<string, string>;
  readonly problems: Record<string, string>;
  readonly notice: string | null;
  readonly modules: readonly { readonly id: string; readonly isChosen: boolean }[];
  readonly locales: readonly { readonly value: string; readonly isSelected: boolean }[];
}

describe('http: the first-run page', () => {
  let app: TestRuntime;
  let served: PagesApp;

  beforeEach(async () => {
    app = await bootTestRuntime({ fixtures: ['notes'] });
    served = await servePages(app.runtime);
  });

  afterEach(async () => {
    served.close();
    await app.stop();
  });

  const proxied = () => new Browser(served, { 'x-forwarded-for': '203.0.113.7' });

  it('is where every page leads, and nothing else answers', async () => {
    const browser = new Browser(served);
    for (const path of ['/', '/sign-in', '/w/acme', '/w/acme/crm/contacts', '/account', '/invitations/x']) {
      const answer = await browser.get(path);
      expect([answer.status, answer.location], path).to.deep.equal([303, '/setup']);
    }
    expect((await browser.get('/healthz')).status).to.equal(200);
    expect((await browser.get('/api/x/y')).status).to.equal(401);
  });

  it('guesses the region from the browser', async () => {
    const { model } = (
      await new Browser(served).get('/setup', { 'accept-language': 'nl, en;q=0.5' })
    ).page<Model>();
    expect(model.locales.find(({ isSelected }) => isSelected)?.value).to.equal('nl-NL');
    expect(model.modules).to.deep.include({ ...model.modules[0], id: 'notes' });
  });

  it('makes the owner, their workspace and modules, and signs them in', async () => {
    const browser = new Browser(served);
    const answer = await browser.post('/setup', form);
    expect([answer.status, answer.location]).to.deep.equal([303, '/w/bakery']);
    const account = (await browser.get('/account')).page<{ email: string }>();
    expect(account.model.email).to.equal('ada@example.org');
    expect((await browser.get('/w/bakery/settings/workspace')).status).to.equal(200);
  });

  it('keeps what was typed and says what is wrong beside the field', async () => {
    const answer = await new Browser(served).post('/setup', {
      ...form,
      email: 'ada',
      password: 'short',
      modules: '',
    });
    expect(answer.status).to.equal(422);
    const { model } = answer.page<Model>();
    expect(model.problems).to.have.keys('email', 'password');
    expect(model.values).to.include({ email: 'ada', workspaceName: 'Bakery' });
    expect(model.modules.map(({ isChosen }) => isChosen)).to.deep.equal([false]);
    expect(answer.text).not.to.contain('"short"');
  });

  it('is gone once there is an owner', async () => {
    await new Browser(served).post('/setup', form);
    const eve = new Browser(served);
    expect((await eve.get(`/setup?token=${setupToken(secret)}`)).location).to.equal('/');
    const answer = await eve.post('/setup', { ...form, email: 'eve@example.org', token: setupToken(secret) });
    expect(answer.location).to.equal('/');
    const { rows } = await app.runtime.database.pool.query('select email from users');
    expect(rows).to.deep.equal([{ email: 'ada@example.org' }]);
  });

  it('asks whoever comes through a proxy or by another name for the token', async () => {
    for (const browser of [
      proxied(),
      new Browser(served, { forwarded: 'for=127.0.0.1' }),
      new Browser(served, { 'x-real-ip': '127.0.0.1' }),
      new Browser(served, { via: '1.1 proxy' }),
    ]) {
      expect((await browser.get('/setup')).page<Model>().model).to.include({
        isTokenNeeded: true,
        token: '',
      });
      const refused = await browser.post('/setup', form);
      expect(refused.status).to.equal(403);
      expect(refused.page<Model>().model.notice).to.contain('token');
    }
    const { rows } = await app.runtime.database.pool.query('select 1 from users');
    expect(rows).to.deep.equal([]);
  });

  it('takes the token from the address that the start printed', async () => {
    const browser = proxied();
    const token = setupToken(secret);
    const { model } = (await browser.get(`/setup?token=${token}`)).page<Model>();
    expect(model).to.include({ isTokenNeeded: false, token });
    expect((await browser.get('/setup?token=guessed')).page<Model>().model.isTokenNeeded).to.equal(true);
    expect((await browser.post('/setup', { ...form, token: 'guessed' })).status).to.equal(403);
    expect((await browser.post('/setup', { ...form, token })).status).to.equal(303);
  });

  it('takes nothing from a page of another site', async () => {
    const browser = new Browser(served);
    const answer = await browser.post('/setup', form, { origin: 'https://evil.example' });
    expect(answer.status).to.equal(403);
  });
});
