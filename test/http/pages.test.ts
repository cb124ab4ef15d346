import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from './browser.ts';
import { givePasswords, type PagesApp, password, servePages } from './pages-app.ts';

describe('http: pages', () => {
  let app: TestApp;
  let served: PagesApp;
  let owner: Browser;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
    owner = await signedIn('owner');
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  async function signedIn(role: 'owner' | 'admin' | 'member' | 'viewer', slug: 'a' | 'b' = 'a') {
    const browser = new Browser(served);
    const answer = await browser.signIn(app.workspaces[slug].people[role].email, password);
    expect(answer.status).to.equal(303);
    return browser;
  }

  it('run no script and no style that is not theirs', async () => {
    const first = await owner.get('/account');
    const second = await owner.get('/account');
    const policy = first.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).to.contain(rule);
    }
    expect(policy).not.to.match(/unsafe|\*|http:/);
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).to.have.length.above(20);
    expect(second.headers.get('content-security-policy')).not.to.contain(nonce);
  });

  it('say the same of themselves whatever they answer', async () => {
    for (const answer of [
      await owner.get('/account'),
      await owner.get('/w/a/settings/members'),
      await owner.get('/nothing'),
      await owner.get('/w/nothing'),
      await owner.get('/'),
      await new Browser(served).get('/sign-in'),
      await owner.post('/sign-in', { email: 'x', password: 'y' }, {}),
      await owner.get('/assets/x/app.js'),
    ]) {
      const { headers } = answer;
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('content-security-policy')).to.contain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy')).to.equal('same-origin');
      expect(headers.get('referrer-policy')).to.equal('same-origin');
      expect(headers.has('x-powered-by')).to.equal(false);
      expect(headers.has('access-control-allow-origin')).to.equal(false);
      expect(headers.get('x-request-id')).to.match(/^\w/);
    }
    expect((await owner.get('/account')).headers.get('cache-control')).to.equal('no-store');
  });

  it('lead somebody signed in to their workspace', async () => {
    expect((await owner.get('/')).location).to.equal('/w/a');
    expect((await owner.get('/sign-in')).location).to.equal('/');
  });

  it('of another workspace read exactly like pages that are not there', async () => {
    for (const path of ['/settings/members', '/settings/api-keys', '/crm/contacts', '']) {
      const foreign = await owner.get(`/w/b${path}`);
      const nowhere = await owner.get(`/w/nowhere${path}`);
      expect(foreign.status).to.equal(404);
      const plain = (text: string) => text.replace(/"requestId":"[^"]+"/, '').replaceAll('nowhere', 'b');
      expect(plain(foreign.text)).to.equal(plain(nowhere.text));
    }
  });

  it('show an error as a page, with where to go from there', async () => {
    const answer = await owner.get('/w/a/no/such/thing');
    expect(answer.status).to.equal(404);
    expect(answer.page()).to.have.property('view', 'error');
    expect(answer.page().model).to.include({ status: 404, backUrl: '/w/a' });
  });

  it('refuse pages to roles that may not see them', async () => {
    const viewer = await signedIn('viewer');
    expect((await viewer.get('/w/a/settings/api-keys')).status).to.equal(403);
    expect((await viewer.get('/w/a/settings/workspace')).status).to.equal(403);
    expect((await viewer.get('/w/a/settings/members')).status).to.equal(200);
  });

  const unsafe = [
    '/sign-out',
    '/account/profile',
    '/account/password',
    '/workspaces',
    '/w/a/settings/api-keys',
  ];
  for (const [what, headers] of [
    ['another site', { origin: 'https://evil.example' }],
    ['a frame without an origin', { origin: 'null' }],
    ['nowhere', {}],
    ['another site, in modern words', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['typing it in', { 'sec-fetch-site': 'none' }],
    ['a name that only looks alike', { origin: 'http://127.0.0.1:1' }],
  ] as const) {
    it(`take no form from ${what}`, async () => {
      for (const path of unsafe) {
        const answer = await owner.post(path, { name: 'Changed' }, { ...headers });
        expect(answer.status, path).to.equal(403);
      }
      expect(
        (await owner.get('/account')).page<{ profile: { values: object } }>().model.profile.values,
      ).to.deep.equal({
        name: 'Owner A',
      });
    });
  }

  it('take a form that browsers call our own', async () => {
    const answer = await owner.post('/account/profile', {}, { 'sec-fetch-site': 'same-origin' });
    expect(answer.status).to.equal(422);
  });

  it('are never changed by looking', async () => {
    const before = await everything();
    for (const path of [
      '/account',
      '/workspaces',
      '/w/a/settings/members',
      '/sign-out',
      '/w/a/settings/api-keys',
    ]) {
      await owner.get(path);
    }
    expect(await everything()).to.deep.equal(before);
  });

  async function everything() {
    const { pool } = app.runtime.database;
    const tables = ['users', 'workspaces', 'installation'];
    return Promise.all(
      tables.map(async (table) => (await pool.query(`select * from ${table} order by 1`)).rows),
    );
  }

  it('do not outlive a membership by a second', async () => {
    const member = await signedIn('member', 'b');
    expect((await member.get('/w/b/settings/members')).status).to.equal(200);
    const boss = await signedIn('owner', 'b');
    const { id } = app.workspaces.b.people.member;
    expect((await boss.post(`/w/b/settings/members/${id}/suspension`)).status).to.equal(303);
    expect((await member.get('/w/b/settings/members')).status).to.equal(404);
    expect((await boss.post(`/w/b/settings/members/${id}/readmission`)).status).to.equal(303);
    expect((await member.get('/w/b/settings/members')).status).to.equal(200);
  });

  it('let the API be used with the session, in the workspace that is named', async () => {
    const path = '/api/crm/contacts';
    const unnamed = await owner.get(path);
    expect(unnamed.status).to.equal(422);
    expect((await owner.get(path, { 'guildhall-workspace': 'a' })).status).to.equal(200);
    expect((await owner.get(path, { 'guildhall-workspace': 'b' })).status).to.equal(404);
    expect((await new Browser(served).get(path, { 'guildhall-workspace': 'a' })).status).to.equal(401);
  });

  it('let nobody else use the API with their session', async () => {
    const cookie = `guildhall=${owner.cookies.get('guildhall')}`;
    const headers = { cookie, 'guildhall-workspace': 'a', origin: 'https://evil.example' };
    const json = { lastName: 'Planted' };
    const foreign = await served.send('POST', '/api/crm/contacts', { headers, json });
    expect(foreign.status).to.equal(403);
    const own = await served.send('POST', '/api/crm/contacts', {
      headers: { ...headers, origin: served.url },
      json,
    });
    expect(own.status, own.text).to.equal(201);
  });

  it('tell live connections who is signed in, until they sign out', async () => {
    const browser = await signedIn('viewer');
    const headers = { cookie: `guildhall=${browser.cookies.get('guildhall')}` };
    const handshake = { headers, url: '/live/', method: 'GET', socket: {} } as never;
    const visitor = await served.sessions.identify(handshake);
    expect(visitor?.userId).to.equal(app.workspaces.a.people.viewer.id);
    expect((await visitor?.scopeIn('a'))?.actor).to.include({ kind: 'user', name: 'Viewer A' });
    expect(await visitor?.isSignedIn()).to.equal(true);
    await browser.post('/sign-out');
    expect(await visitor?.isSignedIn()).to.equal(false);
    expect(await served.sessions.identify({ headers: {}, url: '/live/', socket: {} } as never)).to.equal(
      null,
    );
  });
});
