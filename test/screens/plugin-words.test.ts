import { expect } from 'chai';
import { changeProfile } from '../../core/users/change-profile.ts';
import { loadPerson } from '../../core/users/person.ts';
import { byHtmx, type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: the words of plugins', () => {
  let screens: ScreensApp;
  let german: Send;
  let english: Send;
  before(async () => {
    screens = await screensApp({ fixtures: ['address-book', 'gallery'] });
    const { runtime, workspaces } = screens.app;
    const member = await loadPerson(runtime.database, workspaces.a.people.member.id);
    if (!member) throw new Error('There is no member.');
    await changeProfile(runtime, member, { name: member.name, locale: 'de-AT', timezone: 'UTC' });
    [german, english] = await Promise.all([screens.as('member'), screens.as('viewer')]);
    await screens.make('gallery.picture', { name: 'Mona' });
  });
  after(() => screens.stop());

  it('are in the language of whoever reads, for titles and labels of every kind', async () => {
    const { text } = await german('GET', '/w/a');
    for (const words of ['Galerie', 'Übersicht', 'Die Wand', 'Bilder']) expect(text).to.include(words);
    const own = (await english('GET', '/w/a')).text;
    for (const words of ['Gallery', 'Overview', 'The wall', 'Pictures']) expect(own).to.include(words);
    expect(own).not.to.include('Galerie');
  });

  it('name resources, their fields and what one can do with them', async () => {
    const list = (await german('GET', '/w/a/gallery/pictures')).text;
    expect(list).to.include('<h1>Bilder</h1>').and.to.match(/Titel/);
    expect((await german('GET', '/w/a/gallery/pictures/new')).text).to.match(/>\s*Titel/);
    expect((await german('GET', '/w/a/search?q=bild', byHtmx('search-results'))).text).to.include(
      '/gallery/pictures',
    );
    expect((await english('GET', '/w/a/gallery/pictures')).text).to.include('<h1>Pictures</h1>');
  });

  it('fill the plugin’s views, with plural forms, and say which language a part is in', async () => {
    const { text } = await german('GET', '/w/a/gallery/overview');
    expect(text).to.include('An der Wand').and.to.include('<h1>Übersicht</h1>');
    expect(text)
      .to.match(/<html lang="en"/)
      .and.to.match(/class="plugin-part" data-plugin="gallery" lang="de"/);
    const tile = await german('GET', '/w/a/home/tiles/gallery.picture-count', byHtmx('x'));
    expect(tile.text).to.include('1 Bild</p>');
  });

  it('fall back to English for a key without words, and to the declaration where there are none', async () => {
    const plain = await german('GET', '/w/a/gallery/missing-script');
    expect(plain.text).to.include('A plain wall').and.to.include('<h1>Missing script</h1>');
    expect((await german('GET', '/w/a/gallery/pictures/new')).text).to.include('Remark');
  });

  it('stay out of other plugins and of the house', async () => {
    const { text } = await german('GET', '/w/a/address-book/people');
    expect(text).to.include('<h1>People</h1>').and.to.include('New person');
  });
});
