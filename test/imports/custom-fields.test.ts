import type { Server } from 'node:http';
import { expect } from 'chai';
import request from 'supertest';
import { addCustomField } from '../../core/custom-fields/define-custom-field.ts';
import { exportApi } from '../../core/exports/http/export-route.ts';
import { createApp } from '../../core/http/app.ts';
import { failuresOf } from './import-answers.ts';
import { bootImportApp, check, type ImportApp, rowsOf, run, upload } from './import-app.ts';

const fields = [
  { label: 'Shoe size', kind: 'number' },
  { label: 'Pocket money', kind: 'money' },
  { label: 'Hired on', kind: 'day' },
  { label: 'Team', kind: 'choice', choices: ['Red team', 'Blue team'] },
  { label: 'Languages', kind: 'multiChoice', choices: ['English', 'Dutch'] },
  { label: 'Vegetarian', kind: 'checkbox' },
  { label: 'Blog', kind: 'url' },
  { label: 'Former employer', kind: 'relation', target: 'address-book.organization' },
] as const;

const header = `Last name,Email,${fields.map(({ label }) => label).join(',')}`;

describe("imports: a workspace's own fields", () => {
  let app: ImportApp;
  let server: Server;

  before(async () => {
    app = await bootImportApp();
    for (const field of fields) await addCustomField(app.runtime, app.owner, 'address-book.person', field);
    server = createApp(app.runtime, { api: [exportApi(app.runtime)] }).listen(0, '127.0.0.1');
  });
  after(async () => {
    server.close();
    await app.stop();
  });

  it('come in, go out, and come back as no change', async () => {
    const row =
      'Lovelace,ada@e.example,"37,5","€ 12,50",1.5.2026,RED TEAM,English; dutch,ja,ada.example,Acme';
    const { id, mapping } = await upload(app, app.owner, `${header}\n${row}\n`);
    expect(mapping.slice(2).map(({ field }) => field?.startsWith('custom.'))).to.deep.equal(
      fields.map(() => true),
    );
    expect((await check(app, app.owner, id)).check?.preview[0]?.cells.slice(2)).to.deep.equal([
      '37.5',
      '12.50',
      '2026-05-01',
      'Red team',
      'English; Dutch',
      'yes',
      'https://ada.example',
      'Acme',
    ]);
    expect((await run(app, app.owner, id)).counts).to.include({ created: 1, failed: 0 });
    const [acme] = await rowsOf<{ id: string }>(app, app.owner, 'select id from address_book_organizations');
    const [ada] = await rowsOf<{ custom: object }>(app, app.owner, 'select custom from address_book_people');
    expect(Object.values(ada?.custom ?? {})).to.have.deep.members([
      37.5,
      1250,
      '2026-05-01',
      'Red team',
      ['English', 'Dutch'],
      true,
      'https://ada.example',
      acme?.id,
    ]);
    const exported = await request(server)
      .get('/api/address-book/people/export.csv')
      .set('Authorization', `Bearer ${app.keys.a.owner}`);
    const again = await upload(app, app.owner, exported.text);
    expect((await run(app, app.owner, again.id)).counts).to.deep.equal({
      created: 0,
      updated: 0,
      skipped: 1,
      failed: 0,
    });
  });

  it('are held to their rules', async () => {
    const good = 'A,a@e.example,1,1,2026-05-01,red team,english,yes,https://a.example,Acme';
    const bad = 'B,b@e.example,big,1.234,soon,green,fr,perhaps,mailto:b,Acme';
    const { id } = await upload(
      app,
      app.owner,
      `${header}\n${good}\n${good.replaceAll('a@', 'c@')}\n${bad}\n`,
    );
    expect((await run(app, app.owner, id)).counts).to.include({ created: 2, failed: 1 });
    const [failure] = await rowsOf<{ fields: string[] }>(
      app,
      app.owner,
      `select array(select jsonb_array_elements(problems) ->> 'field') as fields from import_failures where import_id = '${id}'`,
    );
    expect(failure?.fields).to.have.members([
      'Shoe size',
      'Pocket money',
      'Hired on',
      'Team',
      'Languages',
      'Vegetarian',
    ]);
    expect(await failuresOf(app, app.owner, id)).to.have.length(1);
  });
});
