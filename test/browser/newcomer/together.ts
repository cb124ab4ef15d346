import { expect } from 'chai';
import { look } from '../pictures.ts';
import { contacts, home, type Job, password, row, seesLive, shows, stayOn } from './job.ts';

const editLink = { name: 'Edit', exact: true } as const;

/** Two people at the same records. */
export function together(job: Job): void {
  it('invites a second person by a link', async () => {
    const { ada, grace } = job;
    await ada.page.goto(`${home}/settings/members`);
    await ada.page.fill('#email', 'grace@navy.example');
    await ada.page.getByRole('button', { name: 'Make a link' }).click();
    const link = await ada.page.locator('#invitation-link').innerText();
    await look(ada.page, '14-members');
    await grace.page.goto(link);
    await look(grace.page, '15-invitation');
    await grace.page.fill('#name', 'Grace Hopper');
    await grace.page.fill('#password', password);
    await grace.page.getByRole('button', { name: 'Join Engines & Co' }).click();
    await grace.page.waitForURL(`**${home}`);
  });

  it('edits a contact, and the other sees it at once', async () => {
    const { ada, grace } = job;
    await stayOn(grace, `${contacts}?q=lef%C3%A8vre`);
    await row(grace, 'René Lefèvre').waitFor();
    await ada.page.goto(`${contacts}?q=lef%C3%A8vre`);
    await ada.page.getByRole('link', { name: 'René Lefèvre' }).click();
    await shows(ada.page, 'Rappeler après le 15.');
    await look(ada.page, '16-contact');
    await ada.page.getByRole('link', editLink).click();
    await ada.page.locator('[name=phone]').waitFor();
    await look(ada.page, '17-contact-edit');
    await ada.page.fill('[name=phone]', '+33 1 99 88 77 66');
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByRole('heading', { name: 'René Lefèvre', level: 1 }).waitFor();
    await seesLive(grace, row(grace, 'René Lefèvre').filter({ hasText: '+33 1 99 88 77 66' }));
  });

  it('is told when the other changed the same meanwhile', async () => {
    const { ada, grace } = job;
    const address = ada.page.url();
    await ada.page.getByRole('link', editLink).click();
    await ada.page.fill('[name=jobTitle]', 'Présidente');
    await grace.page.goto(address);
    await grace.page.getByRole('link', editLink).click();
    await grace.page.fill('[name=jobTitle]', 'Associé');
    await grace.page.getByRole('button', { name: 'Save' }).click();
    await grace.page.waitForURL(address);
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await shows(ada.page, 'Somebody else changed the same fields meanwhile.');
    await shows(ada.page, 'Associé');
    expect(await ada.page.inputValue('[name=jobTitle]')).to.equal('Présidente');
    await look(ada.page, '18-conflict');
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await ada.page.waitForURL(address);
    await shows(ada.page, 'Présidente');
  });
}
