import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { samplePath } from '../../imports/sample-file.ts';
import { look } from '../pictures.ts';
import { contacts, type Job, shows } from './job.ts';

const suggested = ['First name', 'Last name', 'E-mail', 'Phone', 'Company', 'Job title', 'Status', 'Notes'];
const reasons = [
  'An earlier row of this file has the same.',
  'Enter an e-mail address such as ada@example.org.',
  'The row has more cells than the file has columns',
  'The row has fewer cells than the file has columns',
];

/** A file with the wrong mark, quoted line breaks, a duplicate and bad rows becomes contacts. */
export function fileImport(job: Job): void {
  it('has the columns of a messy file recognised, and its letters right', async () => {
    const { page } = job.ada;
    await page.goto(contacts);
    await look(page, '06-contacts-empty');
    await page.getByRole('main').getByRole('link', { name: 'Import from a file' }).click();
    await page.setInputFiles('#file', samplePath('newcomer-contacts.csv'));
    await shows(page, 'newcomer-contacts.csv');
    await look(page, '07-import-file');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/mapping$/);
    await shows(page, 'Zoë');
    await shows(page, 'Kjær Møbler');
    const chosen = await page.locator('.map select option:checked').allInnerTexts();
    expect(chosen).to.include.members(suggested);
    await look(page, '08-import-columns');
  });

  it('sees what would happen before anything is written', async () => {
    const { page } = job.ada;
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByRole('heading', { name: 'This is what would happen' }).waitFor();
    expect(await figures(page)).to.deep.equal([16, 0, 0, 4]);
    for (const reason of reasons) await shows(page, reason);
    await look(page, '09-import-check');
    const other = await job.ada.context.newPage();
    await other.goto(contacts);
    await shows(other, 'No contacts yet');
    await other.close();
  });

  it('imports the good rows, and learns which others failed and why', async () => {
    const { page } = job.ada;
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.waitForURL(/\/result$/);
    await page.getByRole('heading', { name: 'The import is done' }).waitFor();
    expect(await figures(page)).to.deep.equal([16, 0, 0, 4]);
    for (const reason of reasons) await shows(page, reason);
    await look(page, '10-import-result');
  });

  it('downloads the rows that failed, mends them, and imports them', async () => {
    const { page } = job.ada;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download failed rows' }).click(),
    ]);
    const failed = readFileSync(await download.path(), 'utf8');
    expect(failed.trim().split('\r\n')).to.have.length(5);
    await page.getByRole('link', { name: 'Import another file' }).click();
    const file = { name: 'mended.csv', mimeType: 'text/csv', buffer: Buffer.from(mend(failed)) };
    await page.setInputFiles('#file', file);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.waitForURL(/\/result$/);
    expect(await figures(page)).to.deep.equal([4, 0, 0, 0]);
  });
}

/** Created, updated, unchanged, failed. */
async function figures(page: Page): Promise<number[]> {
  const words = await page.locator('.figure-card dd').allInnerTexts();
  return words.map(Number);
}

function mend(failed: string): string {
  return failed
    .replace('ZOE.MUELLER@', 'zoe.weiss@')
    .replace('kein postfach', 'kein.postfach@baeckerei.example')
    .replace(',noch,eine', '');
}
