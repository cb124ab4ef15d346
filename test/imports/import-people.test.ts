import { expect } from 'chai';
import { changeFormat } from '../../core/imports/change-format.ts';
import { changeMapping } from '../../core/imports/change-mapping.ts';
import { InvalidInput } from '../../core/sdk/index.ts';
import { failuresOf, peopleIn, thrownBy } from './import-answers.ts';
import {
  bootImportApp,
  check,
  forgetAll,
  type ImportApp,
  rowsOf,
  run,
  upload,
  uploadSample,
} from './import-app.ts';

describe('imports: people from files as programs write them', () => {
  let app: ImportApp;

  before(async () => {
    app = await bootImportApp();
  });
  after(() => app.stop());
  beforeEach(() => forgetAll(app, app.owner));

  it('says what would happen to a messy file, writes nothing, then does just that', async () => {
    const { id } = await uploadSample(app, app.owner, 'messy-contacts.csv');
    const checked = await check(app, app.owner, id);
    expect(checked.state).to.equal('checked');
    expect(checked.check?.counts).to.deep.equal({ created: 6, updated: 0, skipped: 0, failed: 6 });
    expect(checked.check?.alsoCreates).to.deep.equal([{ label: 'Organizations', count: 4 }]);
    expect(await peopleIn(app, app.owner)).to.have.length(0);

    const done = await run(app, app.owner, id);
    expect(done).to.include({ state: 'done', reason: null });
    expect(done.counts).to.deep.equal(checked.check?.counts);
    const people = await peopleIn(app, app.owner);
    expect(people.map((person) => person.last_name)).to.deep.equal([
      'Dijkstra',
      'Hopper, (Rear Admiral)',
      'Knuth',
      'Liskov',
      'Lovelace',
      'Perlman',
    ]);
    expect(people[4]).to.include({
      first_name: 'Ada',
      email: 'ada@engines.example',
      organization: 'Analytical Engines',
      birthday: '1985-12-10',
      budget_minor: 125050,
      currency: 'EUR',
      newsletter: true,
    });
    expect(people[3]?.organization).to.equal('Analytical Engines');
  });

  it('tells for each row that failed where it is and why', async () => {
    const { id } = await uploadSample(app, app.owner, 'messy-contacts.csv');
    await run(app, app.owner, id);
    expect(await failuresOf(app, app.owner, id)).to.deep.equal([
      { row: 4, line: 5, problem: 'Email|Row 2 of this file has the same.' },
      { row: 5, line: 6, problem: 'Email|Enter an e-mail address such as ada@example.org.' },
      { row: 6, line: 7, problem: 'Birthday|This is not a date.' },
      { row: 7, line: 8, problem: '|A quotation mark opens in this row and never closes.' },
      {
        row: 10,
        line: 11,
        problem:
          '|The row has more cells than the file has columns (10 of 8); quotation marks may be missing around a cell.',
      },
      {
        row: 11,
        line: 12,
        problem:
          '|The row has fewer cells than the file has columns (3 of 8); a line break or a separator may be out of place.',
      },
    ]);
  });

  for (const [name, first, count] of [
    ['hubspot-contacts.csv', 'Brontë', 3],
    ['salesforce-contacts.csv', 'Boyle', 3],
    ['google-contacts.csv', 'Hopper', 2],
    ['outlook-contacts.csv', 'Kruse', 2],
    ['pipedrive-people.csv', 'Tariq', 2],
  ] as const) {
    it(`takes ${name} as it comes`, async () => {
      const { id } = await uploadSample(app, app.owner, name);
      const done = await run(app, app.owner, id);
      expect(await failuresOf(app, app.owner, id)).to.deep.equal([]);
      expect(done.counts).to.include({ created: count, failed: 0 });
      const names = (await peopleIn(app, app.owner)).map((person) => person.last_name);
      expect(names).to.include(first);
    });
  }

  it('reads windows-1252 and multi-line cells of Salesforce right', async () => {
    const { id } = await uploadSample(app, app.owner, 'salesforce-contacts.csv');
    await run(app, app.owner, id);
    const people = await peopleIn(app, app.owner);
    expect(people.find(({ email }) => email === 'rene@grand.example')).to.include({
      first_name: 'René',
      last_name: 'Müller',
      birthday: '1975-12-31',
      notes: 'Prefers "paper" mail',
    });
    expect(people.find(({ email }) => email === 'rose@edge.example')).to.include({
      street: '313 Constitution Place, Austin, TX 78767',
      phone: '(512) 757-6000',
      notes: 'Met at the fair.\nWants a quote.',
    });
  });

  it('splits whole names and names the owner of a record by e-mail or name', async () => {
    const content =
      'Name,Owner,Email\nMarie van der Berg,member@a.example,m@b.example\n"Doe, Jane",Owner A,j@d.example\nX Y,Nobody,x@y.example\n';
    const { id } = await upload(app, app.owner, content);
    const done = await run(app, app.owner, id);
    expect(done.counts).to.deep.equal({ created: 3, updated: 0, skipped: 0, failed: 0 });
    const people = await peopleIn(app, app.owner);
    expect(people.map((person) => [person.first_name, person.last_name, person.owner_id])).to.deep.equal([
      ['Jane', 'Doe', app.workspaces.a.people.owner.id],
      ['X', 'Y', null],
      ['Marie', 'van der Berg', app.workspaces.a.people.member.id],
    ]);
  });

  it('updates who is there, creates who is not, and leaves alone what is the same', async () => {
    await run(
      app,
      app.owner,
      (
        await upload(
          app,
          app.owner,
          'Last name,Email,City\nLovelace,ada@e.example,London\nHopper,grace@n.example,Arlington\n',
        )
      ).id,
    );
    const again = await upload(
      app,
      app.owner,
      'Last name,Email,City\nKing,ADA@e.example,\nHopper,grace@n.example,Arlington\nTuring,alan@b.example,Wilmslow\n',
    );
    expect(again.options).to.deep.equal({ mode: 'upsert', key: 'email', clearEmpty: false });
    const done = await run(app, app.owner, again.id);
    expect(done.counts).to.deep.equal({ created: 1, updated: 1, skipped: 1, failed: 0 });
    const people = await peopleIn(app, app.owner);
    expect(people.map((person) => [person.last_name, person.city, person.version])).to.deep.equal([
      ['Hopper', 'Arlington', 1],
      ['King', 'London', 2],
      ['Turing', 'Wilmslow', 1],
    ]);
  });

  it('empties fields by empty cells only when it is told to', async () => {
    await run(
      app,
      app.owner,
      (await upload(app, app.owner, 'Last name,Email,City,Tags\nLovelace,ada@e.example,London,a;b\n')).id,
    );
    const { id } = await upload(app, app.owner, 'Last name,Email,City,Tags\nLovelace,ada@e.example,,\n');
    await changeMapping(app.runtime, app.owner, id, { options: { clearEmpty: true } });
    expect((await run(app, app.owner, id)).counts.updated).to.equal(1);
    const [person] = await peopleIn(app, app.owner);
    expect(person).to.include({ city: null });
    expect(person?.tags).to.deep.equal([]);
  });

  it('creates only, or updates only, when that is chosen', async () => {
    await run(app, app.owner, (await upload(app, app.owner, 'Last name,Email\nLovelace,ada@e.example\n')).id);
    const content = 'Last name,Email\nKing,ada@e.example\nTuring,alan@b.example\nNobody,\n';
    const create = await upload(app, app.owner, content);
    await changeMapping(app.runtime, app.owner, create.id, { options: { mode: 'create' } });
    expect((await check(app, app.owner, create.id)).check?.counts).to.deep.equal({
      created: 2,
      updated: 0,
      skipped: 1,
      failed: 0,
    });
    const update = await upload(app, app.owner, content);
    await changeMapping(app.runtime, app.owner, update.id, { options: { mode: 'update' } });
    expect((await run(app, app.owner, update.id)).counts).to.deep.equal({
      created: 0,
      updated: 1,
      skipped: 1,
      failed: 1,
    });
    expect((await failuresOf(app, app.owner, update.id)).map(({ problem }) => problem)).to.deep.equal([
      'Email|The row has no Email to find its record by.',
    ]);
  });

  it('does not choose between records that share a key', async () => {
    const twins = await upload(app, app.owner, 'Last name,Email\nA,same@e.example\nB,same@e.example\n');
    await changeMapping(app.runtime, app.owner, twins.id, { options: { mode: 'create', key: null } });
    expect((await run(app, app.owner, twins.id)).counts.created).to.equal(2);
    const { id } = await upload(app, app.owner, 'Last name,Email\nC,same@e.example\n');
    await changeMapping(app.runtime, app.owner, id, { options: { mode: 'upsert', key: 'email' } });
    await run(app, app.owner, id);
    expect((await failuresOf(app, app.owner, id))[0]?.problem).to.contain('2 records share this Email');
  });

  it('finds records by their own id, and refuses ids that are not there', async () => {
    await run(app, app.owner, (await upload(app, app.owner, 'Last name,Email\nLovelace,ada@e.example\n')).id);
    const [ada] = await rowsOf<{ id: string }>(app, app.owner, 'select id from address_book_people');
    const other = '0198c5de-0000-7000-8000-000000000009';
    const { id, options } = await upload(
      app,
      app.owner,
      `ID,Last name\n${ada?.id},King\n${other},Stranger\n`,
    );
    expect(options.key).to.equal('id');
    const done = await run(app, app.owner, id);
    expect(done.counts).to.deep.equal({ created: 0, updated: 1, skipped: 0, failed: 1 });
  });

  it('remembers how a file of these columns was mapped', async () => {
    const content = 'Surname,Contact,Extra\nLovelace,ada@e.example,note\n';
    const first = await upload(app, app.owner, content);
    expect(first.mapping.map(({ field }) => field)).to.deep.equal(['lastName', 'email', null]);
    await changeMapping(app.runtime, app.owner, first.id, { columns: [{ column: 'Extra', field: 'notes' }] });
    await run(app, app.owner, first.id);
    const second = await upload(app, app.owner, content);
    expect(second.mapping.map(({ field }) => field)).to.deep.equal(['lastName', 'email', 'notes']);
    expect(second.columns[2]?.because).to.equal('remembered');
  });

  it('refuses a mapping that cannot work, at the control it belongs to', async () => {
    const { id } = await upload(app, app.owner, 'A,B,C\nx,y,z\n');
    const error = await thrownBy(
      changeMapping(app.runtime, app.owner, id, {
        columns: [
          { column: 'A', field: 'city' },
          { column: 'B', field: 'city' },
          { column: 'C', field: 'isAdmin' },
        ],
        options: { mode: 'update', key: 'city' },
      }),
    );
    expect(error).to.be.instanceOf(InvalidInput);
    expect((error as InvalidInput).problems.map(({ path }) => path.join('.'))).to.deep.equal([
      'columns.1.field',
      'columns.2.field',
      'key',
    ]);
    const create = await thrownBy(
      changeMapping(app.runtime, app.owner, id, { columns: [{ column: 'A', field: 'city' }] }),
    );
    expect((create as InvalidInput).problems[0]?.message).to.equal('Last name must be filled by a column.');
  });

  it('reads the file again when a person says how it is written', async () => {
    const { id } = await upload(app, app.owner, 'Ada,Lovelace\nGrace,Hopper\n');
    const again = await changeFormat(app.runtime, app.owner, id, { headerLine: 0 });
    expect(again.columns.map(({ name }) => name)).to.deep.equal(['Column 1', 'Column 2']);
    expect(again.file.rows).to.equal(2);
    expect(await thrownBy(changeFormat(app.runtime, app.owner, id, { charset: 'klingon' }))).to.be.instanceOf(
      InvalidInput,
    );
  });
});
