import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { fillWorkspace } from '../../scripts/screenshots/fill-workspace.ts';
import { barriersOn } from './axe.ts';
import { card } from './board-pages.ts';
import { describeInBrowser, openChromium } from './chromium.ts';
import { firstRun } from './first-run.ts';
import { join } from './join.ts';
import { type Person, sitDown } from './person.ts';
import { desktop, phone } from './pictures.ts';
import { type Product, startProduct } from './product.ts';
import { sessionCaller } from './session-caller.ts';
import { weigh } from './weigh.ts';

const home = '/w/engines-co';
const password = 'brass gears turning slowly';

/** What a page may weigh, compressed, when nothing of it was ever loaded. */
const heaviest = 200_000;

describeInBrowser('browser: everybody can use it', () => {
  let product: Product;
  let browser: Browser;
  let ada: Person;
  let grace: Person;
  let contact: string;

  before(async () => {
    [product, browser] = await Promise.all([startProduct(), openChromium()]);
    ada = await sitDown(browser, product.origin, 'ada');
    grace = await sitDown(browser, product.origin, 'grace');
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });
  afterEach(() => {
    expect([ada, grace].flatMap(({ watch }) => watch.troubles())).to.deep.equal([]);
  });

  const hasNoBarriers = async ({ page }: Person) => expect(await barriersOn(page)).to.deep.equal([]);

  it('at the first run', async () => {
    const { page } = ada;
    await page.goto(product.firstPage);
    await hasNoBarriers(ada);
    await page.fill('#name', 'Ada');
    await page.fill('#email', 'ada@engines');
    await page.fill('#password', password);
    await page.click('[data-step-next]');
    await hasNoBarriers(ada);
    await page.fill('#workspaceName', 'Engines');
    await page.click('[data-step-next]');
    await hasNoBarriers(ada);
    await page.click('[data-step-submit]');
    await page.locator('#email-problem').waitFor();
    await hasNoBarriers(ada);
    const owner = { name: 'Ada', email: 'ada@engines.example', password, workspaceName: 'Engines & Co' };
    await firstRun(ada.context, product.firstPage, owner);
  });

  it('in an empty workspace', async () => {
    for (const path of ['', '/crm/contacts', '/crm/deals/board', '/settings/fields']) {
      await ada.page.goto(`${home}${path}`);
      await hasNoBarriers(ada);
    }
    const other = { name: 'Grace', email: 'grace@navy.example', password };
    await join(ada.context, `${product.origin}${home}`, grace.context, other);
    const callers = [ada, grace].map(({ context }) => sessionCaller(context, product.origin, 'engines-co'));
    await fillWorkspace(callers as [(typeof callers)[0]]);
    contact = (await callers[0]?.read('contacts?q=Lindqvist&fields=id'))?.[0]?.id ?? '';
  });

  it('at home, in lists, on the board and at a record', async () => {
    const paths = ['', '/crm/contacts?sort=name&filter[status]=active', '/crm/deals/board', '/crm/deals'];
    for (const path of [...paths, `/crm/contacts/${contact}`, '/crm/contacts?removed=true', '/search?q=li']) {
      await ada.page.goto(`${home}${path}`);
      await hasNoBarriers(ada);
    }
  });

  it('in menus, dialogs and with rows selected', async () => {
    const { page } = ada;
    await page.goto(`${home}/crm/contacts`);
    await page.locator('#rows input[type=checkbox]').first().check();
    await page.getByRole('button', { name: 'Filter' }).click();
    await hasNoBarriers(ada);
    await page.locator('#filter-menu').getByRole('link', { name: 'Status' }).click();
    await page.getByRole('dialog').getByLabel('Active', { exact: true }).check();
    await hasNoBarriers(ada);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.locator('#search-dialog input').fill('lind');
    await page.locator('#search-results a').first().waitFor();
    await hasNoBarriers(ada);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.locator('#help-dialog').waitFor();
    await hasNoBarriers(ada);
  });

  it('in forms, also when something is wrong in them', async () => {
    const { page } = ada;
    await page.goto(`${home}/crm/deals/new`);
    await page.fill('[name=valueMinor]', 'a lot');
    await page.getByRole('button', { name: 'Create deal' }).click();
    await page.locator('.form-problem').first().waitFor();
    await hasNoBarriers(ada);
    await page.goto(`${home}/crm/contacts/${contact}`);
    await page.getByRole('link', { name: 'Edit Job title' }).click();
    await page.locator('.fact-form').waitFor();
    await hasNoBarriers(ada);
    await page.getByRole('link', { name: 'Merge' }).click();
    await page.locator('#dialog form').waitFor();
    await hasNoBarriers(ada);
  });

  it('where a card is moved', async () => {
    const { page } = ada;
    await page.goto(`${home}/crm/deals/board`);
    await card(page, 'Brand refresh').focus();
    await page.keyboard.press('Space');
    await hasNoBarriers(ada);
    await page.keyboard.press('Escape');
    await card(page, 'Brand refresh').hover();
    await card(page, 'Brand refresh').locator('[data-move]').click();
    await page.locator('#move-menu').waitFor();
    await hasNoBarriers(ada);
    await page.locator('#move-menu').getByRole('button', { name: 'Lost' }).click();
    await page.locator('#dialog form').waitFor();
    await hasNoBarriers(ada);
  });

  it('in the import', async () => {
    const { page } = ada;
    await page.goto(`${home}/crm/companies/import`);
    await hasNoBarriers(ada);
    const buffer = Buffer.from('Name;E-mail\nEngine House;mail@house.example\nMint;not an address\n');
    await page.setInputFiles('#file', { name: 'companies.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/mapping$/);
    await page.locator('summary').first().click();
    await hasNoBarriers(ada);
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByRole('button', { name: 'Start the import' }).waitFor();
    await hasNoBarriers(ada);
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.waitForURL(/result$/);
    await hasNoBarriers(ada);
  });

  it('in the settings', async () => {
    const { page } = ada;
    for (const path of ['workspace', 'members', 'modules', 'fields', 'api-keys']) {
      await page.goto(`${home}/settings/${path}`);
      await hasNoBarriers(ada);
    }
    await page.fill('#name', 'Website form');
    await page.getByRole('button', { name: 'Make key' }).click();
    await hasNoBarriers(ada);
    await page.goto(`${home}/settings/fields`);
    await page.getByRole('link', { name: 'Add a field' }).first().click();
    await page.locator('#field-label').waitFor();
    await hasNoBarriers(ada);
  });

  it('outside of workspaces, and where there is nothing', async () => {
    ada.watch.expects(404);
    for (const path of [
      '/account',
      '/workspaces',
      '/admin/plugins',
      '/api/docs',
      '/nowhere',
      `${home}/nowhere`,
    ]) {
      await ada.page.goto(path);
      await hasNoBarriers(ada);
    }
  }).timeout(180_000);

  it('on a phone', async () => {
    const { page } = ada;
    await page.setViewportSize(phone);
    for (const path of [
      '',
      '/crm/contacts',
      '/crm/deals/board',
      `/crm/contacts/${contact}`,
      '/settings/members',
    ]) {
      await page.goto(`${home}${path}`);
      await hasNoBarriers(ada);
    }
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await hasNoBarriers(ada);
    await page.setViewportSize(desktop);
  });

  it('on a slow line', async () => {
    for (const path of ['/crm/contacts', '/crm/deals/board', `/crm/contacts/${contact}`, '']) {
      const bytes = await weigh(browser, ada.page, `${home}${path}`);
      expect(bytes, `bytes of ${path}`).to.be.within(50_000, heaviest);
    }
  });

  it('at the door', async () => {
    const stranger = await sitDown(browser, product.origin, 'stranger');
    const { page } = stranger;
    await page.goto('/sign-in');
    await hasNoBarriers(stranger);
    await page.fill('#email', 'ada@engines.example');
    await page.fill('#password', 'not her password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await hasNoBarriers(stranger);
    stranger.watch.expects(404);
    await page.goto('/invitations/never-made');
    await hasNoBarriers(stranger);
  });
});
