import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { browserFaults } from '../../core/plugin-health/browser-faults.ts';
import { until } from '../jobs/jobs-app.ts';
import { type ScreensApp, screensApp } from '../screens/screens-app.ts';
import { barriersOn } from './axe.ts';
import { describeInBrowser, openChromium } from './chromium.ts';
import { type Person, sitDown } from './person.ts';
import { look } from './pictures.ts';
import { signInAsOwner } from './sign-in.ts';
import { weigh } from './weigh.ts';

const heaviest = 200_000;

describeInBrowser('browser: what plugins show', () => {
  let screens: ScreensApp;
  let browser: Browser;
  let ada: Person;
  before(async () => {
    [screens, browser] = await Promise.all([
      screensApp({ plugins: ['crm'], fixtures: ['address-book', 'gallery'] }),
      openChromium(),
    ]);
    ada = await sitDown(browser, screens.app.url, 'ada');
    await screens.make('gallery.picture', { name: 'Night Watch' });
    await screens.make('crm.deal', { name: 'Brand refresh', valueMinor: 12_000_00, closesOn: '2030-05-03' });
    await signInAsOwner(ada);
  });
  after(async () => {
    await browser?.close();
    await screens?.stop();
  });
  const isQuiet = () => expect(ada.watch.troubles()).to.deep.equal([]);

  it('pages with their module and their style, without barriers', async () => {
    const { page } = ada;
    await page.goto('/w/a/gallery/overview');
    await page.locator('[data-gallery-mounted="1"]').waitFor();
    const colour = await page.evaluate('getComputedStyle(document.querySelector(".gallery-wall")).color');
    expect(colour).to.equal('rgb(1, 2, 3)');
    await page.goto('/w/a/crm/forecast');
    await page.locator('.ui-table').waitFor();
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'plugin-forecast');
    isQuiet();
  });

  it('tiles, each on its own: one that throws leaves the rest', async () => {
    const { page } = ada;
    await page.goto('/w/a');
    await page.locator('#tile-crm-open-deals .ui-bars').waitFor();
    await page.locator('#tile-gallery-picture-count [data-gallery-mounted]').waitFor();
    await page.locator('#tile-gallery-throwing .plugin-trouble').waitFor();
    await page.locator('#tile-gallery-hanging .plugin-trouble').scrollIntoViewIfNeeded();
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'plugin-home');
    isQuiet();
  });

  it('tiles arranged by dragging, and by keyboard', async () => {
    const { page } = ada;
    await page.goto('/w/a/home/arrangement');
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'plugin-arrange');
    await page.getByRole('button', { name: 'Move My tasks due up' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Throws' }).uncheck();
    await page.getByRole('checkbox', { name: 'Hangs' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/w\/a$/);
    expect(await page.locator('#tile-gallery-throwing').count()).to.equal(0);
    isQuiet();
  });

  it('panels and regions on a record', async () => {
    const { page } = ada;
    const person = await screens.make('address-book.person', { lastName: 'Lovelace' });
    await page.goto(`/w/a/address-book/people/${person.id}`);
    await page.locator('#panel-gallery-favourites .ui-list').waitFor();
    await page.locator('[data-region="record.side"] .gallery-place').waitFor();
    await page.locator('#panel-gallery-crooked .plugin-trouble').waitFor();
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'plugin-panels');
    isQuiet();
  });

  it('a module or a style that is missing or throws leaves the page and the shell usable', async () => {
    const { page } = ada;
    ada.watch.expects(404);
    for (const path of ['missing-script', 'throwing-script']) {
      await page.goto(`/w/a/gallery/${path}`);
      await page.locator('.plugin-note').waitFor();
      expect(await page.locator('.gallery-plain').innerText()).to.equal('A plain wall');
      await page.keyboard.press('Control+k');
      await page.locator('#search-results a').first().waitFor();
      await page.keyboard.press('Escape');
    }
    await page.getByRole('link', { name: 'Forecast' }).click();
    await page.locator('.ui-table').waitFor();
    const troubles = ada.watch.troubles().filter((trouble) => !trouble.includes('not-there.css'));
    expect(troubles).to.deep.equal([]);
  });

  it('which is told to the instance: what is missing, also at the first look at a page, and what throws', async () => {
    const told = async () =>
      (await browserFaults(screens.app.runtime.database)).map(({ plugin, file, message }) =>
        [plugin, file.split('/').slice(1).join('/'), message].join(' '),
      );
    const expected = [/^gallery not-there\.css /, /^gallery not-there\.js /, /^gallery throws\.js .*wall/];
    const missing = async () => {
      const lines = await told();
      return expected.filter((one) => !lines.some((line) => one.test(line))).map(String);
    };
    await until(async () => (await missing()).length === 0);
    expect(await told()).to.have.length(expected.length);
  });

  it('public pages to visitors, who get their form back with what they typed', async () => {
    const visitor = await sitDown(browser, screens.app.url, 'visitor');
    const { page } = visitor;
    await page.goto('/p/a/gallery/guest-book/hall');
    await page.fill('[name=remark]', 'Lovely');
    await page.getByRole('button', { name: 'Write it in' }).click();
    await page.locator('#field-name-problem').waitFor();
    expect(await page.inputValue('[name=remark]')).to.equal('Lovely');
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'plugin-public');
    await page.fill('[name=name]', 'Grace');
    await page.getByRole('button', { name: 'Write it in' }).click();
    await page.getByText('Grace').waitFor();
    expect(visitor.watch.troubles()).to.deep.equal([]);
  });

  it('within the weight a page may have', async () => {
    for (const path of [
      '/w/a',
      '/w/a/crm/forecast',
      '/w/a/gallery/overview',
      '/p/a/gallery/guest-book/hall',
    ]) {
      expect(await weigh(browser, ada.page, path), `bytes of ${path}`).to.be.within(20_000, heaviest);
    }
  });
});
