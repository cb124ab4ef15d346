import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { type ScreensApp, screensApp } from '../screens/screens-app.ts';
import { barriersOn } from './axe.ts';
import { describeInBrowser, openChromium } from './chromium.ts';
import { type Person, sitDown } from './person.ts';
import { look } from './pictures.ts';
import { signInAsOwner } from './sign-in.ts';

describeInBrowser('browser: actions in the palette, approvals and the audit', () => {
  let screens: ScreensApp;
  let browser: Browser;
  let ada: Person;
  before(async () => {
    [screens, browser] = await Promise.all([
      screensApp({ plugins: ['crm'], fixtures: ['chores'] }),
      openChromium(),
    ]);
    ada = await sitDown(browser, screens.app.url, 'ada');
    await signInAsOwner(ada);
  });
  after(async () => {
    await browser?.close();
    await screens?.stop();
  });

  it('does something with the record at hand, by keyboard alone, and sees it in its history', async () => {
    const { page } = ada;
    const { id } = await screens.make('chores.chore', { title: 'Sweep the yard' });
    await page.goto(`/w/a/chores/chores/${id}`);
    await page.keyboard.press('Control+k');
    await page.locator('#search-dialog a', { hasText: 'Done' }).first().waitFor();
    // What was found without words goes when the answer comes, and a focus on it would go too.
    const found = page.waitForResponse((response) => response.url().endsWith('search?q=done'));
    await page.keyboard.type('done');
    await found;
    await page.locator('#search-results').getByText('Delegate').first().waitFor({ state: 'detached' });
    await page.locator('#search-results').getByText('Do with Sweep the yard').waitFor();
    await page.locator('#search-results a').filter({ hasText: 'Done' }).first().focus();
    await page.keyboard.press('Enter');
    await page.locator('#dialog #field-minutes').waitFor();
    await page.keyboard.type('many');
    await page.keyboard.press('Enter');
    await page.locator('#dialog .form-problem').waitFor();
    expect(await page.inputValue('#field-minutes')).to.equal('many');
    await page.fill('#field-minutes', '12');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('#dialog .action-preview').waitFor();
    expect(await barriersOn(page)).to.deep.equal([]);
    await page.focus('#field-minutes');
    await page.keyboard.press('Enter');
    await page.locator('.toast-line').getByText('Done: Chore: Done').waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('#dialog .history-entry').first().waitFor();
    expect(await barriersOn(page)).to.deep.equal([]);
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
