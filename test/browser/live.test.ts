import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type BoardPages, bootBoardPages, make } from './board-pages.ts';
import { describeInBrowser } from './chromium.ts';
import { look } from './pictures.ts';

describeInBrowser('browser: two people on one deal', () => {
  let pages: BoardPages;
  before(async function () {
    this.timeout(240_000);
    pages = await bootBoardPages();
  });
  after(() => pages?.stop());

  const marks = (page: Page) => page.locator('.presence-mark');
  const title = (page: Page) => page.locator('.record-head h1');
  const idOf = (role: 'admin' | 'member') => pages.app.workspaces.a.people[role].id;

  it('see each other, who edits, and what was changed, also after a lost connection', async function () {
    this.timeout(300_000);
    const deal = await make(pages.member, 'deals', { name: 'Anvils for all', valueMinor: 150_000 });
    const address = `${pages.app.url}/w/a/crm/deals/${deal.id}`;
    const [ann, ben] = [await pages.open('admin'), await pages.open('member')];
    for (const { page } of [ann, ben]) {
      page.setDefaultTimeout(60_000);
      await page.goto(address);
    }
    await ann.page.locator(`.presence-mark[data-person="${idOf('member')}"]`).waitFor();
    await ben.page.locator(`.presence-mark[data-person="${idOf('admin')}"]`).waitFor();
    expect(await marks(ann.page).count()).to.equal(1);

    await ben.page.locator('.fact-pen:visible').first().click();
    await ben.page.locator('#record form').locator('input, textarea').locator('visible=true').last().focus();
    await ann.page.locator('[data-deal]', { hasText: 'is editing this deal' }).waitFor();
    await look(ann.page, 'two-people-on-a-deal');

    await pages.member.patch(`/api/crm/deals/${deal.id}`).send({ name: 'Anvils for nobody' }).expect(200);
    await title(ann.page).filter({ hasText: 'Anvils for nobody' }).waitFor();

    await ann.context.setOffline(true);
    await pages.member.patch(`/api/crm/deals/${deal.id}`).send({ name: 'Anvils again' }).expect(200);
    await ann.context.setOffline(false);
    await title(ann.page).filter({ hasText: 'Anvils again' }).waitFor();

    const refused = { status: 503, headers: { 'Retry-After': '2' }, body: '' };
    let refusals = 0;
    await ann.page.route(/crm\/deals/, async (route) => {
      if (refusals > 0) return route.fallback();
      refusals += 1;
      await route.fulfill(refused);
    });
    await pages.member.patch(`/api/crm/deals/${deal.id}`).send({ name: 'Anvils after all' }).expect(200);
    await title(ann.page).filter({ hasText: 'Anvils after all' }).waitFor();
    expect(refusals).to.equal(1);

    await ben.context.close();
    await marks(ann.page).waitFor({ state: 'detached' });
    await ann.context.close();
  });
});
