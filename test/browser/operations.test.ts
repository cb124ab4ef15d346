import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { startArchiveTasks } from '../../core/backup/tasks/start-archive-tasks.ts';
import { openCtx } from '../../core/context/open-ctx.ts';
import { mute } from '../../core/muting/muting.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { type ScreensApp, screensApp } from '../screens/screens-app.ts';
import { barriersOn } from './axe.ts';
import { describeInBrowser, openChromium } from './chromium.ts';
import { type Person, sitDown } from './person.ts';
import { look } from './pictures.ts';
import { signInAsOwner } from './sign-in.ts';

/** A loaded machine writes slowly. */
const patienceMs = 45_000;

describeInBrowser('browser: what operators look at', () => {
  let screens: ScreensApp;
  let browser: Browser;
  let ada: Person;
  let keeper: ReturnType<typeof startArchiveTasks>;
  before(async function () {
    this.timeout(240_000);
    [screens, browser] = await Promise.all([
      screensApp({ plugins: ['crm'], fixtures: ['errands'] }),
      openChromium(),
    ]);
    const { runtime } = screens.app;
    await runtime.database.pool.query(
      "update users set is_instance_admin = true where email = 'owner@a.example'",
    );
    keeper = startArchiveTasks(runtime);
    ada = await sitDown(browser, screens.app.url, 'ada');
    await signInAsOwner(ada);
  });
  after(async () => {
    await browser?.close();
    await keeper?.stop();
    await screens?.stop();
  });
  const isFine = async () => {
    expect(await barriersOn(ada.page)).to.deep.equal([]);
    expect(ada.watch.troubles()).to.deep.equal([]);
  };

  it('a backup that is made, seen without a reload, planned and checked', async () => {
    const { page } = ada;
    await page.goto('/admin/backups');
    await isFine();
    await page.getByRole('button', { name: 'Make one now' }).click();
    await page.locator('#archive-tasks .tone-green').waitFor({ timeout: patienceMs });
    await page.goto('/admin/backups');
    await page.getByText('Whole', { exact: true }).waitFor();
    await page.fill('#atTime', '03:15');
    await page.check('[name=isOn]');
    await page.selectOption('#timeZone', 'Europe/Berlin');
    await page.getByRole('button', { name: 'Save the plan' }).click();
    await page.getByText('The next is made at').waitFor();
    await isFine();
    await look(page, 'backups');
  });

  it('a workspace that is exported', async () => {
    const { page } = ada;
    await page.goto('/w/a/settings/archive');
    await page.getByRole('button', { name: 'Export now' }).click();
    await page.locator('#archive-tasks .tone-green').waitFor({ timeout: patienceMs });
    await page.goto('/w/a/settings/archive');
    await page.locator('summary', { hasText: 'Put it back' }).click();
    await isFine();
    await look(page, 'archive');
  });

  it('background work, and all of it cancelled', async () => {
    const { page } = ada;
    const scope = await screens.app.scope('owner');
    const later = { runAt: new Date(Date.now() + 3_600_000) };
    await openCtx(screens.app.runtime, scope, async (ctx) => {
      for (const label of ['one', 'two', 'three']) await ctx.enqueue(errands.writeEffect, { label }, later);
    });
    await page.goto('/admin/jobs');
    await page.locator('summary', { hasText: 'Cancel all of these' }).click();
    await isFine();
    await look(page, 'jobs');
    await page.getByRole('button', { name: 'Cancel all of them' }).click();
    await page.getByText('jobs were cancelled').waitFor();
  });

  it('plugins, usage, and what a workspace sets up', async () => {
    const { page } = ada;
    const ofInstance = ['plugins/crm', 'plugins/crm/uninstallation', 'usage', 'settings'];
    const ofWorkspace = [
      'settings/approvals',
      'settings/audit',
      'settings/webhooks',
      'settings/personal-data',
    ];
    const further = [...ofWorkspace, 'settings/usage', 'notifications', 'notifications/preferences'];
    for (const path of [
      ...ofInstance.map((one) => `/admin/${one}`),
      ...further.map((one) => `/w/a/${one}`),
    ]) {
      expect((await page.goto(path))?.status(), path).to.equal(200);
      await isFine();
    }
  });

  it('that nothing leaves, and the confirmation that it may', async () => {
    const { page } = ada;
    await mute(screens.app.runtime, null, 'restored from a backup of last night');
    await page.goto('/admin/health');
    await page.locator('.muted-bar').waitFor();
    await isFine();
    await page.getByRole('link', { name: 'Confirm that it may speak again' }).click();
    await isFine();
    await look(page, 'muting');
    await page.getByRole('button', { name: 'may speak again' }).click();
    await page.locator('.muted-bar').waitFor({ state: 'detached' });
  });
});
