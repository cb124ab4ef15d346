import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  type BoardPages,
  bootBoardPages,
  card,
  column,
  drag,
  focused,
  hear,
  make,
  makeDeals,
  moving,
  ready,
  stageOf,
  titlesIn,
} from './board-pages.ts';
import { describeInBrowser } from './chromium.ts';

describeInBrowser('browser: the board', () => {
  let pages: BoardPages;
  before(async function () {
    this.timeout(60_000);
    pages = await bootBoardPages();
  });
  after(() => pages?.stop());

  const deals = (stage: string, ...names: string[]) => makeDeals(pages, stage, names);

  it('drags a card to its place in another column, which counts it', async () => {
    const [there = '', below = ''] = (await deals('Negotiation', 'Below', 'Above')).reverse();
    const [dragged = ''] = await deals('Qualification', 'Dragged');
    const { page, context, watch } = await pages.open('member');
    const head = column(page, 'Negotiation').locator('.board-head');
    const before = Number(await head.getAttribute('data-count'));
    const height = (await card(page, there).boundingBox())?.height ?? 0;
    const status = await moving(page, () =>
      drag(page, card(page, dragged), card(page, there), { x: 60, y: height * 0.8 }),
    );
    expect(status).to.equal(200);
    await column(page, 'Negotiation')
      .locator(`.board-head[data-count="${before + 1}"]`)
      .waitFor();
    expect(await head.locator('.board-sums').innerText()).to.contain('€');
    expect((await titlesIn(page, 'Negotiation')).slice(0, 3)).to.deep.equal([there, dragged, below]);
    await page.reload();
    expect((await titlesIn(page, 'Negotiation')).slice(0, 3)).to.deep.equal([there, dragged, below]);
    expect(await stageOf(pages, dragged)).to.include({ stage: 'Negotiation' });
    expect(watch.troubles()).to.deep.equal([]);
    await context.close();
  });

  it('opens the record of a card that is clicked, not of one that was dragged', async () => {
    const [name = ''] = await deals('Discovery', 'Clicked');
    const { page, context } = await pages.open('member');
    await moving(page, () =>
      drag(page, card(page, name), column(page, 'Proposal').locator('[data-cards]'), { x: 80, y: 40 }),
    );
    expect(new URL(page.url()).pathname).to.equal('/w/a/crm/deals/board');
    await card(page, name).click();
    await page.waitForURL(/\/w\/a\/crm\/deals\/[0-9a-f-]{36}$/);
    await context.close();
  });

  it('is used by keyboard alone, and says what happens', async () => {
    const [upper = '', lower = ''] = (await deals('Discovery', 'Lower', 'Upper')).reverse();
    const { page, context, watch } = await pages.open('member');
    await card(page, upper).focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).to.equal(lower);
    await page.keyboard.press('Space');
    await hear(page, `Lifted ${lower}.`);
    await page.keyboard.press('ArrowRight');
    await hear(page, 'Proposal, place');
    await page.keyboard.press('Escape');
    await hear(page, `${lower} is back in Discovery.`);
    expect((await titlesIn(page, 'Discovery')).slice(0, 2)).to.deep.equal([upper, lower]);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    expect(await moving(page, () => page.keyboard.press('Space'))).to.equal(200);
    await hear(page, `${lower} now is in Proposal, place 1`);
    expect(await focused(page)).to.equal(lower);
    expect((await titlesIn(page, 'Proposal'))[0]).to.equal(lower);
    expect(await stageOf(pages, lower)).to.include({ stage: 'Proposal' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/w\/a\/crm\/deals\/[0-9a-f-]{36}$/);
    expect(watch.troubles()).to.deep.equal([]);
    await context.close();
  });

  it('asks for what a column wants to know; given up, the card goes back', async () => {
    const [name = ''] = await deals('Discovery', 'Doubtful');
    const { page, context, watch } = await pages.open('member');
    const lost = column(page, 'Lost').locator('[data-cards]');
    expect(await moving(page, () => drag(page, card(page, name), lost, { x: 60, y: 30 }))).to.equal(422);
    const dialog = page.locator('#dialog');
    await dialog.getByText('Say why the deal was lost.').waitFor();
    await page.keyboard.press('Escape');
    await hear(page, `${name} stays in Discovery.`);
    expect(await titlesIn(page, 'Lost')).not.to.include(name);
    expect(await titlesIn(page, 'Discovery')).to.include(name);

    await moving(page, () => drag(page, card(page, name), lost, { x: 60, y: 30 }));
    await dialog.locator('select[name="lostReason"]').selectOption('other');
    expect(await moving(page, () => dialog.locator('button[type="submit"]').click())).to.equal(422);
    await dialog.locator('textarea[name="lostNote"]').fill('Their cat ate the offer');
    expect(await dialog.locator('select[name="lostReason"]').inputValue()).to.equal('other');
    expect(await moving(page, () => dialog.locator('button[type="submit"]').click())).to.equal(200);
    await hear(page, `${name} now is in Lost`);
    expect(await dialog.isVisible()).to.equal(false);
    expect(await stageOf(pages, name)).to.include({ stage: 'Lost', status: 'lost', lostReason: 'other' });
    expect(watch.troubles()).to.deep.equal([]);
    await context.close();
  });

  it('offers what can be done instead of a move that is never allowed', async () => {
    const lastName = `Prospect ${Date.now()}`;
    await make(pages.member, 'prospects', { lastName, email: 'someone@example.org' });
    const { page, context } = await pages.open('member');
    await page.goto(`${pages.app.url}/w/a/crm/prospects/board`);
    await ready(page);
    await card(page, lastName).hover();
    await card(page, lastName).locator('[data-move]').click();
    await moving(page, () => page.locator('#move-menu').getByText('Converted').click());
    const dialog = page.locator('#dialog');
    await dialog.getByText('Convert the prospect instead').waitFor();
    await dialog.getByRole('link', { name: 'Convert' }).click();
    await dialog.locator('[name="withDeal"]').waitFor();
    await context.close();
  });

  it('shows within a second what somebody else did, and leaves the focus where it was', async () => {
    const [moved = '', mine = ''] = await deals('Qualification', 'Moved', 'Mine');
    const [one, other] = [await pages.open('member'), await pages.open('admin')];
    await card(other.page, mine).focus();
    await joined(other.page);
    await card(one.page, moved).focus();
    await one.page.keyboard.press('Space');
    await one.page.keyboard.press('ArrowRight');
    await moving(one.page, () => one.page.keyboard.press('Enter'));
    await column(other.page, 'Discovery').locator(`[data-title="${moved}"]`).waitFor({ timeout: 1_500 });
    expect(await focused(other.page)).to.equal(mine);
    expect(await titlesIn(other.page, 'Qualification')).not.to.include(moved);
    expect(other.watch.troubles()).to.deep.equal([]);
    for (const { context } of [one, other]) await context.close();
  });

  it('waits with news while somebody holds a card', async () => {
    const [held = ''] = await deals('Qualification', 'Held');
    const { page, context } = await pages.open('member');
    await joined(page);
    await card(page, held).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    const [news = ''] = await deals('Qualification', 'News');
    await page.waitForTimeout(700);
    expect(await titlesIn(page, 'Discovery')).to.include(held);
    expect(await card(page, news).count()).to.equal(0);
    await page.keyboard.press('Escape');
    await card(page, news).waitFor({ timeout: 2_000 });
    await context.close();
  });

  it('puts a card back and says why, when it went away meanwhile', async () => {
    const [name = ''] = await deals('Discovery', 'Gone');
    const { page, context, watch } = await pages.open('member');
    watch.expects(404);
    await card(page, name).focus();
    await page.keyboard.press('Space');
    const { body } = await pages.member.get(`/api/crm/deals?q=${encodeURIComponent(name)}`);
    await pages.member.delete(`/api/crm/deals/${body.data[0].id}`);
    await page.keyboard.press('ArrowRight');
    expect(await moving(page, () => page.keyboard.press('Space'))).to.equal(404);
    await page.locator('#toasts').getByText('There is no such record.').waitFor();
    await card(page, name).waitFor({ state: 'detached', timeout: 3_000 });
    await context.close();
  });

  it('puts a card back and says why, when the state of things forbids the move', async () => {
    const lastName = `Converted ${Date.now()}`;
    const prospect = await make(pages.member, 'prospects', { lastName });
    const conversion = `/api/crm/prospects/${prospect.id}/conversion`;
    const { status } = await pages.member.post(conversion).send({ withDeal: false });
    expect(status).to.equal(200);
    const { page, context, watch } = await pages.open('member');
    await page.goto(`${pages.app.url}/w/a/crm/prospects/board`);
    await ready(page);
    await card(page, lastName).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    expect(await moving(page, () => page.keyboard.press('Space'))).to.equal(409);
    await page.locator('#toasts').getByText('This prospect was converted.').waitFor();
    expect(await titlesIn(page, 'Converted')).to.include(lastName);
    expect(watch.troubles()).to.deep.equal([]);
    await context.close();
  });

  /** A page hears of changes only once it joined. */
  function joined(page: Page): Promise<void> {
    return page.waitForTimeout(500);
  }
});
