import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { exportPages } from '../../core/exports/http/export-route.ts';
import { importPages } from '../../core/imports/http/import-pages.ts';
import type { CheckModel, MappingModel, ResultModel, UploadModel } from '../../core/imports/http/models.ts';
import { Browser, type PageAnswer } from '../http/browser.ts';
import { givePasswords, type PagesApp, password, servePages } from '../http/pages-app.ts';
import { bootImportApp, forgetAll, type ImportApp, settled, upload } from './import-app.ts';
import { samplePath } from './sample-file.ts';

const people = '/w/a/address-book/people';

describe('imports: the pages', () => {
  let app: ImportApp;
  let served: PagesApp;
  let browser: Browser;

  before(async () => {
    app = await bootImportApp();
    await givePasswords(app.runtime);
    served = await servePages(app.runtime, [importPages(), exportPages(app.runtime)]);
  });
  after(async () => {
    served.close();
    await app.stop();
  });
  beforeEach(async () => {
    await forgetAll(app, app.owner);
    browser = new Browser(served);
    await browser.signIn('member@a.example', password);
  });

  async function send(name: string, content: Buffer | string): Promise<Response> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
    const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const headers = { cookie, origin: served.url };
    return fetch(`${served.url}${people}/import`, {
      method: 'POST',
      body: form,
      headers,
      redirect: 'manual',
    });
  }

  async function begin(content: string): Promise<string> {
    const answer = await send('people.csv', content);
    return (answer.headers.get('location') ?? '').replace(/\/mapping$/, '');
  }

  const settle = (base: string) => settled(app.runtime, app.owner, base.split('/').at(-1) ?? '');
  const shown = <Model>(answer: PageAnswer, view: string): Model => {
    const page = answer.page<Model>();
    expect(page.view).to.equal(view);
    return page.model;
  };

  it('lead from the file to the result', async () => {
    const uploadPage = shown<UploadModel>(await browser.get(`${people}/import`), 'import/upload');
    expect(uploadPage).to.deep.include({ action: `${people}/import`, problem: null, earlier: [] });
    const answer = await send('messy-contacts.csv', readFileSync(samplePath('messy-contacts.csv')));
    expect(answer.status).to.equal(303);
    const base = (answer.headers.get('location') ?? '').replace(/\/mapping$/, '');
    const mapping = shown<MappingModel>(await browser.get(`${base}/mapping`), 'import/mapping');
    expect(mapping.columns.map(({ field }) => field)).to.deep.equal([
      'firstName',
      'lastName',
      'email',
      'phone',
      'organizationId',
      'birthday',
      'budgetMinor',
      'newsletter',
    ]);
    expect(mapping.columns[6]?.decimalMark?.find(({ selected }) => selected)?.value).to.equal(',');
    expect(mapping.format.charset.find(({ selected }) => selected)?.value).to.equal('utf-8');
    const form = { mode: 'upsert', key: 'email', 'columns.7.field': '', 'columns.4.otherwise': 'empty' };
    expect((await browser.post(`${base}/mapping`, form)).location).to.equal(`${base}/check`);
    await settle(base);
    const check = shown<CheckModel>(await browser.get(`${base}/check`), 'import/check');
    expect(check).to.deep.include({ progress: null, canStart: true, alsoCreates: [] });
    expect(check.counts).to.deep.equal({ created: 6, updated: 0, skipped: 0, failed: 6 });
    expect(check.headers).to.deep.equal([
      'First name',
      'Last name',
      'Email',
      'Phone',
      'Organization',
      'Birthday',
      'Budget',
    ]);
    expect(check.preview[0]?.cells).to.deep.equal([
      'Ada',
      'Lovelace',
      'ada@engines.example',
      '+44 20 7946 0958',
      'Analytical Engines',
      '1985-12-10',
      '1250.50',
    ]);
    expect((await browser.post(`${base}/start`)).location).to.equal(`${base}/progress`);
    await settle(base);
    expect((await browser.get(`${base}/progress`)).location).to.equal(`${base}/result`);
    const result = shown<ResultModel>(await browser.get(`${base}/result`), 'import/result');
    expect(result).to.deep.include({ state: 'done', byName: 'Member A', undone: null, resumeAction: null });
    expect(result.problems.map(({ rows }) => rows)).to.deep.equal([1, 1, 1, 1, 1, 1]);
    expect((await browser.get(result.failuresUrl ?? '')).text).to.contain('row,problem');
    const earlier = shown<UploadModel>(await browser.get(`${people}/import`), 'import/upload').earlier;
    expect(earlier[0]).to.include({
      fileName: 'messy-contacts.csv',
      state: 'done',
      created: 6,
      failed: 6,
      url: `${base}/result`,
    });
  });

  it('keep what was chosen and say what is wrong beside it', async () => {
    const base = await begin('Surname,City,Town\nA,Rome,Oslo\n');
    const answer = await browser.post(`${base}/mapping`, {
      mode: 'update',
      key: 'email',
      'columns.1.field': 'city',
      'columns.2.field': 'city',
    });
    expect(answer.status).to.equal(422);
    const model = shown<MappingModel>(answer, 'import/mapping');
    expect(model.columns.map(({ field }) => field)).to.deep.equal(['lastName', 'city', 'city']);
    expect(model.columns[2]?.problem).to.contain('City');
    expect(model.problems.key).to.equal('No column fills this field.');
    expect(model.mode.find(({ selected }) => selected)?.value).to.equal('update');
  });

  it('read the file again as a person says it is written', async () => {
    const base = await begin('Ada|Lovelace\nGrace|Hopper\n');
    const form = { charset: 'macintosh', delimiter: '|', headerLine: '0' };
    expect((await browser.post(`${base}/format`, form)).location).to.equal(`${base}/mapping`);
    const model = shown<MappingModel>(await browser.get(`${base}/mapping`), 'import/mapping');
    expect(model.columns.map(({ header }) => header)).to.deep.equal(['Column 1', 'Column 2']);
    expect(model.missing).to.deep.equal(['Last name']);
    expect(
      shown<MappingModel>(await browser.post(`${base}/format`, { charset: 'x' }), 'import/mapping').problems,
    ).to.have.property('charset');
  });

  it('say on the first page why a file cannot be taken', async () => {
    for (const [name, content, words] of [
      ['a.xlsx', 'PK\x03\x04', 'spreadsheet'],
      ['a.csv', '', 'no rows'],
      ['a.csv', 'Only,names\n', 'no rows'],
    ] as const) {
      const answer = await send(name, content);
      expect(answer.status).to.equal(422);
      expect(JSON.parse(await answer.text()).model.problem).to.contain(words);
    }
  });

  it('throw an import away that was never started', async () => {
    const base = await begin('Last name\nA\n');
    expect((await browser.post(`${base}/cancellation`)).location).to.equal(people);
    expect((await browser.get(base)).status).to.equal(404);
  });

  it('tell htmx where to go instead of answering with a page for its corner', async () => {
    const base = await begin('Last name\nA\n');
    const answer = await browser.get(`${base}/progress`, { 'hx-request': 'true' });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('hx-redirect')).to.equal(`${base}/mapping`);
  });

  it('are closed to other workspaces, other resources, viewers and other sites', async () => {
    const { id } = await upload(app, app.owner, 'Last name\nA\n');
    expect((await browser.get(`/w/a/address-book/organizations/import/${id}/mapping`)).status).to.equal(404);
    const stranger = new Browser(served);
    await stranger.signIn('owner@b.example', password);
    expect((await stranger.get(`/w/b/address-book/people/import/${id}/mapping`)).status).to.equal(404);
    expect((await stranger.get(`${people}/import`)).status).to.equal(404);
    const viewer = new Browser(served);
    await viewer.signIn('viewer@a.example', password);
    for (const path of [`${people}/import`, `${people}/import/${id}/mapping`, `${people}/export.csv`]) {
      expect((await viewer.get(path)).status, path).to.equal(403);
    }
    const elsewhere = await browser.post(
      `${people}/import/${id}/start`,
      {},
      { origin: 'https://evil.example' },
    );
    expect(elsewhere.status).to.equal(403);
  });

  /** As bytes, because reading as text hides the mark. */
  async function file(path: string): Promise<string> {
    const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const answer = await fetch(served.url + path, { headers: { cookie } });
    expect(answer.headers.get('content-type')).to.contain('text/csv');
    return Buffer.from(await answer.arrayBuffer()).toString();
  }

  it('give an empty file with the right columns', async () => {
    expect(await file(`${people}/import/template.csv`)).to.match(/^\uFEFFFirst name,Last name,Email,/);
  });

  it('export for spreadsheets, with the mark they know UTF-8 by', async () => {
    expect(await file(`${people}/export.csv`)).to.match(/^\uFEFFRecord ID,First name/);
  });
});
