import { expect } from 'chai';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { type ScreensApp, type Send, screensApp } from '../screens/screens-app.ts';

describe('http: public pages', () => {
  let screens: ScreensApp;
  let visitor: Send;
  before(async () => {
    screens = await screensApp({ fixtures: ['address-book', 'gallery'] });
    visitor = screens.visitor;
    await screens.make('gallery.picture', { name: '<i>Night Watch</i>' });
  });
  after(() => screens.stop());

  const page = (path: string, workspace = 'a') => visitor('GET', `/p/${workspace}/gallery${path}`);
  const sign = (form: Record<string, string>, headers = {}) =>
    visitor('POST', '/p/a/gallery/guest-book/hall', { form, headers });
  const withoutId = (text: string) => text.replace(/Request <code>[^<]*/g, '');

  it('are shown to whoever is not signed in, without the shell and without anything to sign in with', async () => {
    const { status, headers, text } = await page('/guest-book/hall');
    expect(status).to.equal(200);
    expect(text).to.include('Guest book of the hall').and.to.include('Workspace A');
    expect(text).to.include('&lt;i&gt;Night Watch').and.not.to.include('<i>Night');
    expect(text).not.to.include('sidebar').and.not.to.include('htmx').and.not.to.include('/w/a');
    expect(headers.get('set-cookie')).to.equal(null);
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('content-security-policy'))
      .to.include("default-src 'self'")
      .and.include("frame-ancestors 'none'");
  });

  it('are the same for somebody who is signed in', async () => {
    const owner = await screens.as('owner');
    const [theirs, mine] = [
      await owner('GET', '/p/a/gallery/guest-book/hall'),
      await page('/guest-book/hall'),
    ];
    expect(theirs.text).to.equal(mine.text);
  });

  it('are listed by search engines only where they say so', async () => {
    const listed = await page('/guest-book/hall');
    const unlisted = await page('/burglar');
    expect([listed.headers.get('x-robots-tag'), listed.text.includes('name="robots"')]).to.deep.equal([
      null,
      false,
    ]);
    expect([unlisted.headers.get('x-robots-tag'), unlisted.text.includes('noindex')]).to.deep.equal([
      'noindex',
      true,
    ]);
  });

  it('take no offence at what advertisements hang onto links, and refuse what nobody knows', async () => {
    expect((await page('/guest-book/hall?utm_source=mail&gclid=1')).status).to.equal(200);
    const odd = await page('/guest-book/hall?colour=red');
    expect([odd.status, odd.text.includes('colour')]).to.deep.equal([422, true]);
  });

  it('take a form and lead on', async () => {
    const answer = await sign({ name: 'Ada', remark: 'Lovely.' });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([
      303,
      '/p/a/gallery/guest-book/hall',
    ]);
    expect((await page('/guest-book/hall')).text).to.include('<li>Ada</li>');
    expect((await page('/guest-book/hall', 'b')).text).not.to.include('Ada');
  });

  it('show a form again with what was typed and what was wrong', async () => {
    const { status, headers, text } = await sign({ name: '', remark: '"quoted" & <b>' });
    expect(status).to.equal(422);
    expect(text).to.include('id="field-name-problem"').and.to.include('Write your name.');
    expect(text).to.include('&quot;quoted&quot; &amp; &lt;b&gt;</textarea>');
    expect(headers.get('x-robots-tag')).to.equal('noindex');
    const nobody = await sign({ name: 'Nobody', remark: 'x' });
    expect([
      nobody.status,
      nobody.text.includes('That is nobody.'),
      nobody.text.includes('value="Nobody"'),
    ]).to.deep.equal([422, true, true]);
  });

  it('refuse a form that another site sends', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await sign({ name: 'Mallory' }, headers)).status).to.equal(403);
    }
    expect((await page('/guest-book/hall')).text).not.to.include('Mallory');
  });

  it('reach their plugin’s own tables and nothing else, as nobody', async () => {
    const { text } = await page('/burglar');
    expect(text).to.include('<p>system a visitor</p>');
    expect(text).to.include('<p class="open-doors">ownTable</p>');
  });

  it('tell an address that asks too often to wait, and keep what it typed', async () => {
    let last = await sign({ name: 'Eager', remark: 'keep this' });
    for (let tries = 0; tries < 8 && last.status !== 429; tries += 1)
      last = await sign({ name: 'Eager', remark: 'keep this' });
    expect(last.status).to.equal(429);
    expect(Number(last.headers.get('retry-after'))).to.be.within(1, 60);
    expect(last.text).to.include('keep this</textarea>').and.to.include('Wait a minute');
    expect((await page('/guest-book/hall')).status).to.equal(200);
  });

  it('answer nothing alike: no page, no plugin, no workspace, what is not public, what is off', async () => {
    const nothing = await page('/nothing');
    expect(nothing.status).to.equal(404);
    expect(nothing.text).to.include('There is nothing here.').and.not.to.include('Workspace A');
    const others = [
      '/p/a/nowhere/guest-book/hall',
      '/p/nowhere/gallery/guest-book/hall',
      '/p/a/gallery/overview',
      '/p/a',
      '/p',
    ];
    await switchPlugin(screens.app.runtime, await screens.app.scope('owner'), 'gallery', false);
    for (const path of [...others, '/p/a/gallery/guest-book/hall']) {
      const answer = await visitor('GET', path);
      expect([path, answer.status, withoutId(answer.text)]).to.deep.equal([
        path,
        404,
        withoutId(nothing.text),
      ]);
      expect([...answer.headers.keys()]).to.deep.equal([...nothing.headers.keys()]);
    }
    const posted = await sign({ name: 'Ada' });
    expect([posted.status, withoutId(posted.text)]).to.deep.equal([404, withoutId(nothing.text)]);
    await switchPlugin(screens.app.runtime, await screens.app.scope('owner'), 'gallery', true);
  });

  it('show a form to who sends too much no more often than its page may be visited', async () => {
    let answer = await sign({ name: 'Eager', remark: 'keep this' });
    for (let tries = 0; tries < 80 && answer.text.includes('keep this'); tries += 1)
      answer = await sign({ name: 'Eager', remark: 'keep this' });
    expect(answer.status).to.equal(429);
    expect(answer.text).not.to.include('keep this');
  });
});
