import { expect } from 'chai';
import { describeInBrowser, openChromium } from './chromium.ts';
import { api } from './newcomer/api.ts';
import { arrival } from './newcomer/arrival.ts';
import { contactList } from './newcomer/contact-list.ts';
import { deals } from './newcomer/deals.ts';
import { fileImport } from './newcomer/file-import.ts';
import { board, contacts, type Job } from './newcomer/job.ts';
import { together } from './newcomer/together.ts';
import { workspaces } from './newcomer/workspaces.ts';
import { type Person, sitDown } from './person.ts';
import { keepFailure } from './pictures.ts';
import { startProduct } from './product.ts';
import { weigh } from './weigh.ts';

/** What a page may weigh, compressed, when nothing of it was ever loaded. */
const heaviest = 200_000;

describeInBrowser('browser: the whole job of a newcomer', () => {
  const job = { key: '' } as Job;
  const people = () => [job.ada, job.grace].filter(Boolean);
  let failed: string | undefined;

  before(async () => {
    [job.product, job.browser] = await Promise.all([startProduct(), openChromium()]);
    job.ada = await sitDown(job.browser, job.product.origin, 'ada');
    job.grace = await sitDown(job.browser, job.product.origin, 'grace');
  });
  after(async () => {
    await job.browser?.close();
    await job.product?.stop();
  });
  beforeEach(() => {
    if (failed) throw new Error(`Each step stands on those before it, and this one failed: ${failed}`);
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed()) {
      failed = this.currentTest.title;
      await Promise.all(people().map(({ page, name }) => keepFailure(page, name)));
    }
    expect(people().flatMap(({ watch }) => watch.troubles())).to.deep.equal([]);
  });

  arrival(job);
  fileImport(job);
  contactList(job);
  together(job);
  deals(job);
  api(job);
  workspaces(job);

  it('loads pages that are light', async () => {
    const record = await firstLink(job.ada, contacts);
    for (const address of [contacts, board, record]) {
      expect(await weigh(job.browser, job.ada.page, address), address).to.be.below(heaviest);
    }
  });
});

async function firstLink({ page }: Person, list: string): Promise<string> {
  await page.goto(list);
  return (await page.locator('#rows .record-link').first().getAttribute('href')) ?? '';
}
