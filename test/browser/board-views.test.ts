import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  type BoardPages,
  bootBoardPages,
  card,
  column,
  drag,
  makeDeals,
  moving,
  ready,
  stageOf,
  titlesIn,
} from './board-pages.ts';
import { describeInBrowser } from './chromium.ts';
import { look, phone } from './pictures.ts';

const require = createRequire(import.meta.url);

describeInBrowser('browser: the board, looked at', () => {
  let pages: BoardPages;
  before(async function () {
    this.timeout(60_000);
    pages = await bootBoardPages();
  });
  after(() => pages?.stop());

  const deals = (stage: string, ...names: string[]) => makeDeals(pages, stage, names);

  it('is one stop for the Tab key, and Tab goes on to what is on the card', async () => {
    await deals('Discovery', 'First', 'Second');
    const { page, context } = await pages.open('member');
    expect(await page.locator('.board-card[tabindex="0"]').count()).to.equal(1);
    await page.locator('.board-card[tabindex="0"]').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).to.contain('board-card-title');
    await context.close();
  });

  it('folds columns to strips, remembers it, and takes cards there all the same', async () => {
    const [name = ''] = await deals('Proposal', 'Swallowed');
    const { page, context } = await pages.open('member');
    await column(page, 'Won').hover();
    await column(page, 'Won').locator('[data-fold]').click();
    await page.reload();
    await ready(page);
    expect(await column(page, 'Won').getAttribute('class')).to.contain('is-folded');
    await moving(page, () => drag(page, card(page, name), column(page, 'Won'), { x: 20, y: 120 }));
    expect(await stageOf(pages, name)).to.include({ stage: 'Won', status: 'won' });
    await context.close();
  });

  it('keeps what narrows it on the way to the list and back', async () => {
    const [name = ''] = await deals('Proposal', 'Narrowed');
    await deals('Proposal', 'Left out');
    const { page, context } = await pages.open('member');
    await page.fill('[data-find]', name);
    await page.locator(`#list-count`, { hasText: '1 record' }).waitFor();
    expect(await titlesIn(page, 'Proposal')).to.deep.equal([name]);
    await page.getByRole('link', { name: 'List', exact: true }).click();
    await page.waitForURL(/\/deals\?/);
    expect(await page.locator('#rows tr[data-key]').count()).to.equal(1);
    await page.getByRole('link', { name: 'Board', exact: true }).click();
    await page.waitForURL(/\/board\?/);
    expect(await titlesIn(page, 'Proposal')).to.deep.equal([name]);
    await context.close();
  });

  it('reads well on large and small screens, by day and by night, and for those who listen', async () => {
    await deals('Proposal', 'Seen');
    const { page, context } = await pages.open('member');
    await look(page, 'board');
    await page.setViewportSize(phone);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-bs-theme="${colorScheme}"]`).waitFor();
      expect(await complaintsOfAxe(page)).to.deep.equal([]);
    }
    await context.close();
  });

  it('lets those look who may not move', async () => {
    const [name = ''] = await deals('Proposal', 'Looked at');
    const { page, context } = await pages.open('viewer');
    expect(await card(page, name).locator('[data-move]').count()).to.equal(0);
    await card(page, name).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    expect(await titlesIn(page, 'Proposal')).to.include(name);
    await context.close();
  });

  it('moves cards without JavaScript too', async () => {
    const [name = ''] = await deals('Proposal', 'Plain');
    const { page, context } = await pages.open('member', { javaScriptEnabled: false });
    await card(page, name).locator('[data-move]').click();
    await page.getByLabel('Lost').check();
    await page.getByRole('button', { name: 'Move' }).click();
    await page.locator('select[name="lostReason"]').selectOption('price');
    await page.getByRole('button', { name: 'Move' }).click();
    await page.waitForURL('**/w/a/crm/deals/board*');
    expect(await titlesIn(page, 'Lost')).to.include(name);
    await context.close();
  });

  async function complaintsOfAxe(page: Page): Promise<string[]> {
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const tags = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";
    const script = `axe.run(document, { runOnly: ${tags} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html + ' ' + nodes[0].failureSummary))`;
    return page.evaluate<string[]>(script);
  }
});
