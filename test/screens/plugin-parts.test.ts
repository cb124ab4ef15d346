import { expect } from 'chai';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { byHtmx, type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: what plugins add to pages', () => {
  let screens: ScreensApp;
  let viewer: Send;
  let admin: Send;
  let person: string;
  before(async () => {
    screens = await screensApp({ fixtures: ['address-book', 'gallery'] });
    [viewer, admin] = await Promise.all([screens.as('viewer'), screens.as('admin')]);
    await screens.make('gallery.picture', { name: '<i>Night Watch</i>' });
    person = (await screens.make('address-book.person', { lastName: 'Lovelace' })).id;
  });
  after(() => screens.stop());

  const inside = byHtmx('some-part');
  const switchGallery = async (isOn: boolean) =>
    switchPlugin(screens.app.runtime, await screens.app.scope('owner'), 'gallery', isOn);
  const idsIn = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, id = '']) => id).filter((id) => !id.endsWith('-title'));

  describe('tiles', () => {
    const tilesOn = async (send: Send) =>
      idsIn((await send('GET', '/w/a')).text, /id="tile-gallery-([\w-]+)"/g);

    it('stand on the home page in order, for those who may see them', async () => {
      const all = ['picture-count', 'wall', 'throwing', 'hanging'];
      expect(await tilesOn(viewer)).to.deep.equal(all);
      expect(await tilesOn(admin)).to.deep.equal([...all, 'vault']);
      const vault = await viewer('GET', '/w/a/home/tiles/gallery.vault', inside);
      const nothing = await viewer('GET', '/w/a/home/tiles/gallery.nothing', inside);
      expect([vault.status, vault.text.replace('vault', 'nothing')]).to.deep.equal([404, nothing.text]);
    });

    it('are filled each on its own', async () => {
      const { status, text } = await viewer('GET', '/w/a/home/tiles/gallery.wall', inside);
      expect(status).to.equal(200);
      expect(text).to.include('&lt;i&gt;Night Watch').and.not.to.include('<html');
      const other = await screens.as('viewer', 'b');
      expect((await other('GET', '/w/b/home/tiles/gallery.wall', inside)).text).to.include(
        'Nothing hangs here yet',
      );
    });

    it('say so when one throws or takes too long, and only that one', async () => {
      const [throwing, hanging] = await Promise.all(
        ['throwing', 'hanging'].map((name) => viewer('GET', `/w/a/home/tiles/gallery.${name}`, inside)),
      );
      expect(throwing?.text).to.include('This could not be shown.').and.not.to.include('fell off');
      expect(hanging?.text).to.include('This takes too long to show right now.');
      const lines = screens.app.log.lines.filter(({ details }) => details.plugin === 'gallery');
      expect(lines.map(({ details }) => details.what)).to.include.members([
        'widget gallery.throwing',
        'widget gallery.hanging',
      ]);
      expect((await viewer('GET', '/w/a')).status).to.equal(200);
    });

    it('are a page of their own for browsers without scripts', async () => {
      const { text } = await viewer('GET', '/w/a/home/tiles/gallery.wall');
      expect(text).to.include('<html').and.to.include('Night Watch');
    });

    it('are arranged and hidden by each person for themselves, without scripts', async () => {
      const page = (await viewer('GET', '/w/a/home/arrangement')).text;
      const order = idsIn(page, /name="tile" value="gallery\.([\w-]+)"/g);
      expect(order).to.deep.equal(['picture-count', 'wall', 'throwing', 'hanging']);
      const form = (move: string | null) =>
        new URLSearchParams([
          ...order.map((id): [string, string] => ['tile', `gallery.${id}`]),
          ...['picture-count', 'wall', 'throwing'].map((id): [string, string] => ['shown', `gallery.${id}`]),
          ...(move ? [['move', move] as [string, string]] : []),
        ]).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const send = (body: string) => viewer('POST', '/w/a/home/arrangement', { body, headers });
      const moved = await send(form('up gallery.wall'));
      expect([moved.status, moved.headers.get('location')]).to.deep.equal([303, '/w/a/home/arrangement']);
      expect(await tilesOn(viewer)).to.deep.equal(['wall', 'picture-count', 'throwing']);
      expect(await tilesOn(admin)).to.have.length(5);
      expect((await send('move=sideways')).status).to.equal(422);
      expect((await send(form(null))).headers.get('location')).to.equal('/w/a');
      expect(await tilesOn(viewer)).to.deep.equal(['picture-count', 'wall', 'throwing']);
    });

    it('keep their place while their plugin is off', async () => {
      await switchGallery(false);
      expect(await tilesOn(viewer)).to.deep.equal([]);
      expect((await viewer('GET', '/w/a/home/tiles/gallery.wall', inside)).status).to.equal(404);
      expect((await viewer('GET', '/w/a/home/arrangement')).text).to.include('No tiles yet');
      await switchGallery(true);
      expect(await tilesOn(viewer)).to.deep.equal(['picture-count', 'wall', 'throwing']);
    });
  });

  describe('panels', () => {
    const record = () => `/w/a/address-book/people/${person}`;
    const panelsOn = async (send: Send) =>
      idsIn((await send('GET', record())).text, /id="panel-gallery-([\w-]+)"/g);

    it('stand on records of another plugin, in order, for those who may see them', async () => {
      expect(await panelsOn(viewer)).to.deep.equal(['favourites', 'crooked']);
      expect(await panelsOn(admin)).to.deep.equal(['frame', 'favourites', 'crooked']);
      expect((await viewer('GET', `${record()}/panels/gallery.frame`, inside)).status).to.equal(404);
      const picture = await screens.make('gallery.picture', { name: 'Bare' });
      expect((await viewer('GET', `/w/a/gallery/pictures/${picture.id}`)).text).not.to.include(
        'panel-gallery',
      );
    });

    it('are told which record it is, and fail alone', async () => {
      const { text } = await viewer('GET', `${record()}/panels/gallery.favourites`, inside);
      expect(text).to.include('&lt;i&gt;Night Watch').and.to.include(person);
      const crooked = await viewer('GET', `${record()}/panels/gallery.crooked`, inside);
      expect([crooked.status, crooked.text.includes('This could not be shown.')]).to.deep.equal([200, true]);
    });

    it('are not there for a record one may not see, or of another workspace', async () => {
      const other = await screens.as('viewer', 'b');
      const path = `/w/b/address-book/people/${person}/panels/gallery.favourites`;
      expect((await other('GET', path, inside)).status).to.equal(404);
      expect((await other('GET', `${record()}/panels/gallery.favourites`, inside)).status).to.equal(404);
    });

    it('are gone where their plugin is off', async () => {
      await switchGallery(false);
      expect(await panelsOn(admin)).to.deep.equal([]);
      expect((await viewer('GET', `${record()}/panels/gallery.favourites`, inside)).status).to.equal(404);
      await switchGallery(true);
    });
  });

  describe('regions', () => {
    const region = (name: string, at = '/w/a') =>
      viewer('GET', `/w/a/regions/${name}?at=${encodeURIComponent(at)}`, inside);

    it('are filled where the theme has them, and told where they stand', async () => {
      const list = (await viewer('GET', '/w/a/address-book/people')).text;
      expect(idsIn(list, /data-region="([\w.]+)"/g)).to.deep.equal(['shell.foot', 'shell.top', 'list.top']);
      expect((await region('list.top', '/w/a/address-book/people')).text).to.include(
        'list.top address-book.person',
      );
      const at = `/w/a/address-book/people/${person}`;
      expect((await region('record.side', at)).text).to.include(`address-book.person ${person}`);
    });

    it('leave out what fails, in silence but for the log', async () => {
      const { status, text } = await region('home.top');
      expect(status).to.equal(200);
      expect(text.match(/gallery-place/g)).to.have.length(1);
      expect(text).not.to.include('could not be shown');
    });

    it('warn at the start of one the theme does not have, and of files that are not there', () => {
      const said = screens.app.log.lines
        .filter(({ level }) => level === 'warn')
        .map(({ message }) => message);
      expect(
        said.filter((line) => line.includes('"login.below", which the theme does not have')),
      ).to.have.length.above(0);
      expect(said.some((line) => line.includes('there is no public/not-there.js'))).to.equal(true);
    });

    it('show nothing where the plugin is off, and nothing on pages without a workspace', async () => {
      expect((await screens.visitor('GET', '/sign-in')).text).not.to.include('data-region');
      await switchGallery(false);
      expect((await viewer('GET', '/w/a')).text).not.to.include('data-region');
      expect((await region('home.top')).status).to.equal(404);
      await switchGallery(true);
    });
  });
});
