import { expect } from 'chai';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: pages of plugins', () => {
  let screens: ScreensApp;
  let viewer: Send;
  let member: Send;
  before(async () => {
    screens = await screensApp({ fixtures: ['address-book', 'gallery'] });
    [viewer, member] = await Promise.all([screens.as('viewer'), screens.as('member')]);
    await screens.make('gallery.picture', { name: '<i>Night Watch</i>' });
  });
  after(() => screens.stop());

  const page = (path: string, send = viewer, options = {}) => send('GET', `/w/a/gallery${path}`, options);

  it('stand in the shell, with the menu saying where one is, and escape what they show', async () => {
    const { status, text } = await page('/overview');
    expect(status).to.equal(200);
    expect(text).to.include('On the wall').and.to.include('<h1>Overview</h1>');
    expect(text).to.include('<b>&lt;i&gt;Night Watch&lt;/i&gt;</b>').and.not.to.include('<i>Night');
    expect(text).to.match(/href="\/w\/a\/gallery\/overview" aria-current="page"/);
    expect(text).to.match(/<title>Overview · .* · Guildhall<\/title>/);
    expect(text).to.match(/href="\/w\/a\/gallery\/pictures\/[0-9a-f-]{36}"/);
  });

  it('leave the shell out where htmx asks for the inside', async () => {
    const { text } = await page('/overview', viewer, { headers: { 'hx-request': 'true' } });
    expect(text).to.include('On the wall').and.not.to.include('<html').and.not.to.include('id="sidebar"');
  });

  it('take their input from the address, and say what is wrong in it', async () => {
    expect((await page('/overview?size=large')).text).to.include('gallery-large');
    const day = await page('/overview/2026-05-31', member);
    expect(day.text).to.include('<h1>Day 2026-05-31</h1>').and.to.include('<p>2026-05-31</p>');
    expect(day.text).to.match(/class="crumb" href="\/w\/a\/gallery\/overview">Overview</);
    for (const path of ['/overview?size=huge', '/overview?sise=large', '/overview/someday']) {
      const { status, text } = await page(path, member);
      expect([path, status]).to.deep.equal([path, 422]);
      expect(text).to.include('id="sidebar"');
    }
    expect((await page('/overview/someday', member)).text).to.include('Write the day as 2026-05-31.');
  });

  it('are refused without the permission, and lead to signing in without a session', async () => {
    expect((await page('/overview/2026-05-31')).status).to.equal(403);
    const visitor = await page('/overview', screens.visitor);
    expect([visitor.status, visitor.headers.get('location')]).to.deep.equal([
      303,
      '/sign-in?next=%2Fw%2Fa%2Fgallery%2Foverview',
    ]);
  });

  it('show nothing of another workspace', async () => {
    const other = await screens.as('viewer', 'b');
    expect((await other('GET', '/w/b/gallery/overview')).text).to.include('Nothing hangs here yet');
    expect((await other('GET', '/w/a/gallery/overview')).status).to.equal(404);
  });

  it('fail alone: the shell stands, and the log names file, line and fix', async () => {
    const { status, text } = await page('/broken');
    expect(status).to.equal(500);
    expect(text).to.include('id="sidebar"').and.not.to.include('not-given');
    const [line] = screens.app.log.lines.filter((one) => JSON.stringify(one).includes('broken.hbs'));
    expect(String((line as { details?: { err?: Error } } | undefined)?.details?.err?.message)).to.match(
      /gallery\/views\/broken\.hbs:2: The model has no "not-given"\. Give it/,
    );
    expect((await page('/overview')).status).to.equal(200);
  });

  it('bring their module and style sheet, kept for ever, and no other file', async () => {
    const { text } = await page('/overview');
    const script = /data-plugin-module="([^"]+)"/.exec(text)?.[1] ?? '';
    const style = /<link rel="stylesheet" href="(\/assets\/plugins[^"]+)"/.exec(text)?.[1] ?? '';
    expect(script).to.match(/^\/assets\/plugins\/gallery\/1\.2\.0-[\w-]{8}\/overview\.js$/);
    const files = {
      [script]: 'text/javascript',
      [style]: 'text/css',
      [script.replace('overview', 'lib/count')]: 'text/javascript',
    };
    for (const [address, type] of Object.entries(files)) {
      const { status, headers } = await screens.visitor('GET', address);
      expect([address, status, headers.get('content-type')?.split(';')[0]]).to.deep.equal([
        address,
        200,
        type,
      ]);
      expect(headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
    }
    const base = script.replace('overview.js', '');
    for (const name of [
      'notes.txt',
      '../index.ts',
      '..%2findex.ts',
      '%2e%2e/index.ts',
      'lib',
      'nowhere.js',
      'constructor',
    ]) {
      expect([name, (await screens.visitor('GET', base + name)).status]).to.deep.equal([name, 404]);
    }
    const old = await screens.visitor('GET', script.replace(/1\.2\.0-[\w-]{8}/, '1.1.0-00000000'));
    expect(old.headers.get('cache-control')).to.equal('no-cache');
  });

  it('are gone where their plugin is off, with all that belongs to them', async () => {
    const owner = await screens.app.scope('owner');
    const nothing = await page('/nothing-here');
    await switchPlugin(screens.app.runtime, owner, 'gallery', false);
    const [off, home] = [await page('/overview'), await viewer('GET', '/w/a')];
    expect([off.status, nothing.status]).to.deep.equal([404, 404]);
    expect(off.text.replaceAll('overview', 'nothing-here').replace(/nonce-?[^"]*/g, '')).to.include(
      'There is nothing here.',
    );
    expect(home.text).not.to.include('gallery');
    await switchPlugin(screens.app.runtime, owner, 'gallery', true);
    expect((await page('/overview')).status).to.equal(200);
  });

  it('load nothing of any plugin where people sign in', async () => {
    const { text } = await screens.visitor('GET', '/sign-in');
    expect(text).not.to.include('/assets/plugins/').and.not.to.include('gallery');
  });
});
