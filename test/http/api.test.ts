import { expect } from 'chai';
import { createApp } from '../../core/http/app.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type Served, serve } from './served-app.ts';

describe('http: the way into the API', () => {
  let app: TestApp;
  let served: Served;
  const contacts = '/api/crm/contacts';

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    served = await serve(createApp(app.runtime));
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  it('lets a key in, in its own workspace', async () => {
    const answer = await served.send('GET', contacts, { key: app.keys.a.viewer });
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.json().data).to.deep.equal([]);
  });

  for (const [what, authorization] of [
    ['no key', undefined],
    ['an unknown key', `Bearer gh_aaaaaaaa_${'a'.repeat(43)}`],
    ['nonsense', 'Bearer nonsense'],
    ['a key with something behind it', `Bearer gh_aaaaaaaa_${'a'.repeat(43)} x`],
    ['a password', 'Basic YWRhOnNlY3JldA=='],
    ['an empty header', ''],
  ] as const) {
    it(`refuses ${what} with 401`, async () => {
      const answer = await served.send('GET', contacts, { headers: authorization ? { authorization } : {} });
      expect(answer.status).to.equal(401);
      expect(answer.json().error).to.include({ code: 'not-authenticated' });
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer');
    });
  }

  it('refuses what the role behind the key may not do', async () => {
    const answer = await served.send('POST', contacts, { key: app.keys.a.viewer, json: { lastName: 'X' } });
    expect(answer.status).to.equal(403);
    expect(answer.json().error).to.include({ code: 'not-allowed' });
  });

  it('answers JSON that nobody keeps, runs or guesses at, errors included', async () => {
    for (const answer of [
      await served.send('GET', contacts, { key: app.keys.a.viewer }),
      await served.send('GET', contacts),
      await served.send('GET', '/api/nothing/here', { key: app.keys.a.viewer }),
    ]) {
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(answer.headers.get('content-security-policy')).to.contain("default-src 'none'");
      expect(answer.headers.get('content-type')).to.match(/^application\/json/);
      expect(answer.headers.get('x-request-id')).to.match(/^\w+-\w+$/);
      for (const header of ['x-powered-by', 'access-control-allow-origin', 'etag', 'set-cookie']) {
        expect(answer.headers.has(header), header).to.equal(false);
      }
    }
  });

  it('takes at most 1 MB', async () => {
    const json = { lastName: 'x'.repeat(1_100_000) };
    const answer = await served.send('POST', contacts, { key: app.keys.a.member, json });
    expect(answer.status).to.equal(413);
    expect(answer.json().error).to.include({ code: 'too-large' });
  });

  for (const [what, body, type] of [
    ['broken JSON', '{"lastName": ', 'application/json'],
    ['a bare word', 'hello', 'application/json'],
    ['a form', 'lastName=X', 'application/x-www-form-urlencoded'],
    ['plain text, which other sites may send', '{"lastName":"X"}', 'text/plain'],
    ['no type', '{"lastName":"X"}', ''],
    ['a key that reaches a prototype', '{"__proto__":{"isAdmin":true}}', 'application/json'],
    ['another charset', '{"lastName":"X"}', 'application/json; charset=iso-8859-1'],
  ] as const) {
    it(`refuses ${what} as input, in a sentence`, async () => {
      const headers = { 'content-type': type };
      const answer = await served.send('POST', contacts, { key: app.keys.a.member, body, headers });
      expect(answer.status, answer.text).to.equal(422);
      expect(answer.json().error?.message).to.match(/^[A-Z].*\.$/);
    });
  }

  it('refuses a body in disguise', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const answer = await served.send('POST', contacts, { key: app.keys.a.member, body: '{}', headers });
    expect(answer.status).to.equal(422);
  });

  it('reads a broken address as input', async () => {
    const answer = await served.send('GET', '/api/crm/contacts/%E0%A4%A', { key: app.keys.a.member });
    expect(answer.status).to.equal(422);
  });

  it('tells a workspace apart from another', async () => {
    const created = await served.send('POST', contacts, { key: app.keys.a.member, json: { lastName: 'X' } });
    expect(created.status, created.text).to.equal(201);
    const { id } = created.json().data as { id: string };
    const own = await served.send('GET', `${contacts}/${id}`, { key: app.keys.a.viewer });
    const foreign = await served.send('GET', `${contacts}/${id}`, { key: app.keys.b.owner });
    expect([own.status, foreign.status]).to.deep.equal([200, 404]);
  });

  it('does not look at cookies when there is a key', async () => {
    const headers = { cookie: 'guildhall=s%3Aforged.x', origin: 'https://elsewhere.example' };
    const answer = await served.send('GET', contacts, { key: app.keys.a.viewer, headers });
    expect(answer.status).to.equal(200);
  });
});

describe('http: health', () => {
  let app: TestApp;
  let served: Served;
  let isStopping = false;

  before(async () => {
    app = await bootTestApp();
    served = await serve(createApp(app.runtime, { isStopping: () => isStopping }));
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  it('is alive and ready', async () => {
    const answers = await Promise.all([served.send('GET', '/healthz'), served.send('GET', '/readyz')]);
    expect(answers.map(({ status, text }) => [status, text])).to.deep.equal([
      [200, 'alive\n'],
      [200, 'ready\n'],
    ]);
  });

  it('is alive but not ready while it stops', async () => {
    isStopping = true;
    expect((await served.send('GET', '/readyz')).status).to.equal(503);
    expect((await served.send('GET', '/healthz')).status).to.equal(200);
  });

  it('is alive but not ready without its database', async () => {
    isStopping = false;
    await app.runtime.database.close();
    expect((await served.send('GET', '/readyz')).status).to.equal(503);
    const answer = await served.send('GET', '/api/crm/contacts', { key: app.keys.a.viewer });
    expect(answer.status).to.equal(503);
    expect(Number(answer.headers.get('retry-after'))).to.be.greaterThan(0);
    expect(answer.json().error).to.include({ code: 'unavailable' });
  });
});
