import { expect } from 'chai';
import { look } from '../pictures.ts';
import { contacts, hasRows, type Job, titles } from './job.ts';

/** The imported contacts, found again. */
export function contactList(job: Job): void {
  it('finds contacts by a part of their name', async () => {
    const { page } = job.ada;
    await page.goto(contacts);
    await hasRows(job.ada, 20);
    await look(page, '11-contacts');
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('müller');
    await page.waitForURL(/q=m%C3%BCller/);
    await hasRows(job.ada, 2);
  });

  it('filters and sorts them, and the address keeps it', async () => {
    const { page } = job.ada;
    await page.goto(contacts);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.locator('#filter-menu').getByRole('link', { name: 'Status' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Active', { exact: true }).check();
    await look(page, '12-filter');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/filter/);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
    await page.waitForURL(/sort=name/);
    await page.locator('[aria-sort="ascending"]').waitFor();
    const found = await titles(job.ada);
    expect(found).to.have.length(8);
    expect(found).to.deep.equal([...found].sort(new Intl.Collator('en').compare));
    await look(page, '13-contacts-narrowed');
    await page.reload();
    expect(await titles(job.ada)).to.deep.equal(found);
  });
}
