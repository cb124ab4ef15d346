import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { password } from '../http/pages-app.ts';
import { type ScreensApp, screensApp } from '../screens/screens-app.ts';
import { barriersOn } from './axe.ts';
import { describeInBrowser, openChromium } from './chromium.ts';
import { type Person, sitDown } from './person.ts';
import { look } from './pictures.ts';

describeInBrowser('browser: approvals and the audit', () => {
  let screens: ScreensApp;
  let browser: Browser;
  let ada: Person;
  before(async () => {
    [screens, browser] = await Promise.all([
      screensApp({ plugins: ['crm'], fixtures: ['chores'] }),
      openChromium(),
    ]);
    ada = await sitDown(browser, screens.app.url, 'ada');
    const { page } = ada;
    await page.goto('/sign-in');
    await page.fill('#email', 'owner@a.example');
    await page.fill('#password', password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.sidebar').waitFor();
  });
  after(async () => {
    await browser?.close();
    await screens?.stop();
  });

  it('decides what a program asks for, which shows up by itself', async () => {
    const { page } = ada;
    await page.goto('/w/a/settings/approvals');
    await page.locator('.empty-state').waitFor();
    await screens.app
      .as('member')
      .post('/api/actions/chores.chore.announce')
      .send({ words: 'Hello world' })
      .expect(202);
    await page.locator('.approval').waitFor();
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'approvals');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.locator('.toast-line').getByText('It was approved and done').waitFor();
    await page.goto('/w/a/settings/audit');
    await page.locator('.audit-line').first().waitFor();
    expect(await barriersOn(page)).to.deep.equal([]);
    await look(page, 'audit');
  });
});
