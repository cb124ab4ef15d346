import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from './browser.ts';
import { givePasswords, type PagesApp, password, servePages } from './pages-app.ts';

describe('http: signing in', () => {
  let app: TestApp;
  let served: PagesApp;
  let browser: Browser;
  let address = 0;

  before(async () => {
    app = await bootTestApp({ env: { TRUST_PROXY: '1' } });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  // Each test comes from an address of its own, so that no test is slowed by the guesses of another.
  beforeEach(() => {
    address += 1;
    browser = browserAt(`192.0.2.${address}`);
  });

  const browserAt = (ip: string) => new Browser(served, { 'x-forwarded-for': ip });
  const people = () => app.workspaces.a.people;

  it('leads strangers to the page to sign in, and back to where they wanted to go', async () => {
    const asked = await browser.get('/w/a/settings/members?q=x');
    expect([asked.status, asked.location]).to.deep.equal([
      303,
      '/sign-in?next=%2Fw%2Fa%2Fsettings%2Fmembers%3Fq%3Dx',
    ]);
    expect((await browser.get(asked.location ?? '')).page().model).to.include({
      next: '/w/a/settings/members?q=x',
    });
    const done = await browser.signIn(people().admin.email, password, '/w/a/settings/members?q=x');
    expect([done.status, done.location]).to.deep.equal([303, '/w/a/settings/members?q=x']);
    expect((await browser.get(done.location ?? '')).page()).to.include({ view: 'settings/members' });
  });

  it('tells htmx to leave the page rather than to put one inside it', async () => {
    const answer = await browser.get('/w/a/settings/members', { 'hx-request': 'true' });
    expect([answer.status, answer.headers.get('hx-redirect')]).to.deep.equal([
      204,
      '/sign-in?next=%2Fw%2Fa%2Fsettings%2Fmembers',
    ]);
  });

  it('takes the address in any case and with spaces around it', async () => {
    const { email } = people().viewer;
    expect((await browser.signIn(`  ${email.toUpperCase()} `, password)).status).to.equal(303);
  });

  it('gives the same answer for a wrong password and for nobody, and keeps what was typed', async () => {
    const known = await browser.signIn(people().owner.email, 'wrong password');
    const nobody = await browser.signIn('nobody@a.example', 'wrong password');
    expect([known.status, nobody.status]).to.deep.equal([422, 422]);
    expect(known.page().model).to.deep.include({ values: { email: people().owner.email }, problems: {} });
    const text = known.text.replaceAll(people().owner.email, 'nobody@a.example');
    expect(text).to.equal(nobody.text);
    expect([...known.headers.keys()]).to.deep.equal([...nobody.headers.keys()]);
    expect(known.text).not.to.contain('wrong password"');
  });

  it('takes as long for nobody as for somebody', async () => {
    const time = async (email: string, from: string) => {
      const began = performance.now();
      await browserAt(from).signIn(email, 'wrong password');
      return performance.now() - began;
    };
    const known: number[] = [];
    const nobody: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      known.push(await time(people().owner.email, `198.51.100.${i}`));
      nobody.push(await time('nobody@a.example', `198.51.100.${i}`));
    }
    const median = (times: number[]) => [...times].sort((a, b) => a - b)[7] ?? 0;
    expect(median(nobody)).to.be.within(median(known) * 0.6, median(known) * 1.67);
    expect(median(nobody)).to.be.above(5);
  });

  it('asks for what is missing, beside the field', async () => {
    const answer = await browser.signIn('', '');
    expect(answer.status).to.equal(422);
    expect(answer.page<{ problems: object }>().model.problems).to.have.keys('email', 'password');
  });

  it('reads each field once and as text', async () => {
    const body = `email=${people().owner.email}&email=x&password[]=a&password=${encodeURIComponent(password)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: served.url };
    const answer = await served.send('POST', '/sign-in', { body, headers });
    expect(answer.status).to.equal(303);
  });

  it('gives a new session at each sign-in, whatever the browser came with', async () => {
    await browser.signIn(people().owner.email, password);
    const first = browser.cookies.get('guildhall') ?? '';
    await browser.signIn(people().viewer.email, password);
    const second = browser.cookies.get('guildhall') ?? '';
    expect(first).not.to.equal('');
    expect(second).not.to.equal(first);
    const old = browserAt('192.0.2.250');
    old.cookies.set('guildhall', first);
    expect((await old.get('/account')).location).to.match(/^\/sign-in/);
  });

  it('takes no session id that it did not give out', async () => {
    browser.cookies.set('guildhall', 's%3Aplanted.signature');
    await browser.signIn(people().owner.email, password);
    expect(browser.cookies.get('guildhall')).not.to.contain('planted');
  });

  it('keeps its cookies from scripts and other sites', async () => {
    const answer = await browser.signIn(people().owner.email, password);
    const lines = answer.headers.getSetCookie();
    expect(lines).to.have.lengthOf(2);
    for (const line of lines) {
      expect(line)
        .to.match(/; HttpOnly/)
        .and.to.match(/; SameSite=Lax/)
        .and.to.match(/; Path=\//);
    }
  });

  it('ends the session at sign-out, on the server too', async () => {
    await browser.signIn(people().owner.email, password);
    const kept = browser.cookies.get('guildhall') ?? '';
    const answer = await browser.post('/sign-out');
    expect([answer.status, answer.location]).to.deep.equal([303, '/sign-in']);
    expect(browser.cookies.has('guildhall')).to.equal(false);
    browser.cookies.set('guildhall', kept);
    expect((await browser.get('/account')).location).to.match(/^\/sign-in/);
  });

  it('ends sessions that nobody used for long, and those that are old', async () => {
    await browser.signIn(people().owner.email, password);
    expect((await browser.get('/account')).status).to.equal(200);
    const { pool } = app.runtime.database;
    await pool.query("update sessions set expire = now() - interval '1 second' where user_id = $1", [
      people().owner.id,
    ]);
    expect((await browser.get('/account')).status).to.equal(303);
    await browser.signIn(people().owner.email, password);
    await pool.query(
      `update sessions set sess = jsonb_set(sess::jsonb, '{passport,user,since}', $2)::json where user_id = $1`,
      [people().owner.id, String(Date.now() - 31 * 86_400_000)],
    );
    expect((await browser.get('/account')).status).to.equal(303);
  });

  it('sends nobody to another site afterwards', async () => {
    const done = await browser.signIn(people().owner.email, password, '//evil.example/');
    expect(done.location).to.equal('/');
    expect((await browser.get('/sign-in?next=https://evil.example')).location).to.equal('/');
  });

  it('stops guessing at one account from one address after five tries, right guesses included', async () => {
    const { email } = people().member;
    for (let i = 0; i < 5; i += 1)
      expect((await browser.signIn(email, `guess number ${i}`)).status).to.equal(422);
    const refused = await browser.signIn(email, password);
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.within(800, 900);
    expect((await browser.signIn(` ${email.toUpperCase()}`, password)).status).to.equal(429);
    expect((await browserAt('203.0.113.1').signIn(email, password)).status).to.equal(303);
  });

  it('counts tries at the same moment as well', async () => {
    const { email } = people().viewer;
    const tries = Array.from({ length: 12 }, (_, i) => browserAt('203.0.113.2').signIn(email, `guess ${i}`));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).to.have.lengthOf(5);
    expect(statuses.filter((status) => status === 429)).to.have.lengthOf(7);
  });

  it('counts a network of IPv6 as one address', async () => {
    const { email } = people().viewer;
    for (let i = 0; i < 5; i += 1) await browserAt(`2001:db8::${i}`).signIn(email, 'a guess');
    expect((await browserAt('2001:db8::ffff').signIn(email, password)).status).to.equal(429);
    expect((await browserAt('2001:db8:1::1').signIn(email, password)).status).to.equal(303);
  });

  it('forgets the tries once the password was right', async () => {
    const { email } = people().viewer;
    const from = browserAt('203.0.113.3');
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1) expect((await from.signIn(email, 'a guess')).status).to.equal(422);
      expect((await from.signIn(email, password)).status).to.equal(303);
    }
  });

  it('does not let guessers everywhere lock the owner out of a known device', async () => {
    const { email } = people().admin;
    const own = browserAt('203.0.113.4');
    expect((await own.signIn(email, password)).status).to.equal(303);
    await app.runtime.database.pool.query(
      "update rate_limits set points = 1000 where key like 'sign-in-account:%'",
    );
    expect((await browserAt('203.0.113.5').signIn(email, password)).status).to.equal(429);
    expect((await own.signIn(email, password)).status).to.equal(303);
    const stolen = browserAt('203.0.113.6');
    stolen.cookies.set('guildhall-device', own.cookies.get('guildhall-device') ?? '');
    expect((await stolen.signIn(people().owner.email, password)).status).to.equal(429);
    await app.runtime.database.pool.query('delete from rate_limits');
  });
});

describe('http: signing in over https', () => {
  let app: TestApp;
  let served: PagesApp;

  before(async () => {
    app = await bootTestApp({ env: { PUBLIC_URL: 'https://guild.example' } });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  it('sets cookies that no other host and no plain connection gets, behind any proxy', async () => {
    const browser = new Browser(served);
    const form = { email: app.workspaces.a.people.owner.email, password };
    const answer = await browser.post('/sign-in', form, { origin: 'https://guild.example' });
    expect(answer.status).to.equal(303);
    for (const line of answer.headers.getSetCookie()) {
      expect(line)
        .to.match(/^__Host-guildhall/)
        .and.to.match(/; Secure/)
        .and.not.to.match(/Domain/i);
    }
    expect((await browser.get('/account')).status).to.equal(200);
    expect(answer.headers.get('strict-transport-security')).to.match(/max-age=\d{8}/);
  });
});
