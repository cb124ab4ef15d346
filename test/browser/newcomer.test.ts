import { expect } from 'chai';
import { describeInBrowser, openChromium } from './chromium.ts';
import { api } from './newcomer/api.ts';
import { arrival } from './newcomer/arrival.ts';
import { contactList } from './newcomer/contact-list.ts';
import { deals } from './newcomer/deals.ts';
import { fileImport } from './newcomer/file-import.ts';
import type { Job } from './newcomer/job.ts';
import { together } from './newcomer/together.ts';
import { workspaces } from './newcomer/workspaces.ts';
import { sitDown } from './person.ts';
import { keepFailure } from './pictures.ts';
import { startProduct } from './product.ts';

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
});
