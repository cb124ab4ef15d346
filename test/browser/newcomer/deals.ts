import { expect } from 'chai';
import { card, column, drag, moving, titlesIn } from '../board-pages.ts';
import { look } from '../pictures.ts';
import { board, contacts, type Job, seesLive, stayOn } from './job.ts';

const deal = 'Vitrine réfrigérée';

/** The deals of the imported contacts, on the board. */
export function deals(job: Job): void {
  it('makes a deal from the page of a contact, and it appears on the board of the other', async () => {
    const { ada, grace } = job;
    await stayOn(grace, board);
    await ada.page.goto(`${contacts}?q=lef%C3%A8vre`);
    await ada.page.getByRole('link', { name: 'René Lefèvre' }).click();
    const related = ada.page.getByRole('region', { name: 'Deals' });
    await related.getByRole('link', { name: 'New deal' }).click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.locator('[name=name]').fill(deal);
    await dialog.locator('[name=valueMinor]').fill('12500');
    await look(ada.page, '19-new-deal');
    await dialog.getByRole('button', { name: 'Create deal' }).click();
    await related.getByRole('link', { name: deal }).waitFor();
    await look(ada.page, '20-contact-with-deal');
    await seesLive(grace, card(grace.page, deal));
    expect(await titlesIn(grace.page, 'Qualification')).to.include(deal);
  });

  it('drags the deal to another stage, and the other sees it move', async () => {
    const { ada, grace } = job;
    const { page } = ada;
    await page.goto(board);
    await look(page, '21-board');
    const proposal = column(page, 'Proposal').locator('[data-cards]');
    expect(await moving(page, () => drag(page, card(page, deal), proposal, { x: 60, y: 40 }))).to.equal(200);
    expect(await titlesIn(page, 'Proposal')).to.deep.equal([deal]);
    await seesLive(grace, column(grace.page, 'Proposal').locator(card(grace.page, deal)));
    await page.reload();
    expect(await titlesIn(page, 'Proposal')).to.deep.equal([deal]);
  });

  it('sees on the page of the deal how it came there', async () => {
    const { page } = job.ada;
    await page.getByRole('link', { name: deal, exact: true }).click();
    await page.getByRole('heading', { name: deal, level: 1 }).waitFor();
    await page.getByText('Proposal').first().waitFor();
    await look(page, '22-deal');
  });
}
