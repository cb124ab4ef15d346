import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { withClient } from '../../core/db/roles/with-client.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { discardImport } from '../../core/imports/discard-import.ts';
import { forgetOldImports } from '../../core/imports/forget-old-imports.ts';
import { loadImport } from '../../core/imports/record/find-import.ts';
import { requestCancel, requestRun, requestUndo } from '../../core/imports/request-work.ts';
import { claimImport, holdLease, LeaseLost, releaseLease } from '../../core/imports/run/lease.ts';
import { startImports } from '../../core/imports/start-imports.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { Conflict, NotAllowed, NotFound } from '../../core/sdk/index.ts';
import { failuresOf, peopleIn, thrownBy } from './import-answers.ts';
import {
  bootImportApp,
  check,
  forgetAll,
  type ImportApp,
  rowsOf,
  run,
  settled,
  upload,
} from './import-app.ts';

function people(count: number, from = 1): string {
  const lines = Array.from(
    { length: count },
    (_, index) => `Last ${index + from},p${index + from}@example.org,Acme ${index % 7}`,
  );
  return `Last name,Email,Company\n${lines.join('\n')}\n`;
}

describe('imports: when things go wrong', () => {
  let app: ImportApp;

  before(async () => {
    app = await bootImportApp();
  });
  after(() => app.stop());
  beforeEach(() => forgetAll(app, app.owner));

  const eventsOf = (kind: string) =>
    rowsOf<{ count: number }>(
      app,
      app.owner,
      `select count(*) from events where resource = 'address-book.person' and kind = '${kind}'`,
    );

  async function refusing(test: string, work: () => Promise<void>): Promise<void> {
    const sql = `create function refuse_some() returns trigger language plpgsql as $$
      begin if ${test} then raise exception 'refused by a trigger' using errcode = '23514'; end if; return new; end $$;
      create trigger refuse_some before insert or update on address_book_people for each row execute function refuse_some()`;
    await withClient(app.ownerUrl, (client) => client.query(sql));
    try {
      await work();
    } finally {
      await withClient(app.ownerUrl, (client) => client.query('drop function refuse_some() cascade'));
    }
  }

  it('loses no good row of a batch to one the database refuses', async () => {
    await refusing("new.last_name in ('Last 3', 'Last 700')", async () => {
      const { id } = await upload(app, app.owner, people(1_200));
      const done = await run(app, app.owner, id);
      expect(done.counts).to.deep.equal({ created: 1_198, updated: 0, skipped: 0, failed: 2 });
      expect((await failuresOf(app, app.owner, id)).map(({ row }) => row)).to.deep.equal([4, 701]);
    });
    expect(await rowsOf(app, app.owner, 'select 1 from address_book_organizations')).to.have.length(7);
  });

  it('tells of each record it wrote exactly once', async () => {
    const [before] = await eventsOf('created');
    await run(app, app.owner, (await upload(app, app.owner, people(1_234))).id);
    const [after] = await eventsOf('created');
    expect((after?.count ?? 0) - (before?.count ?? 0)).to.equal(1_234);
  });

  it('changes different fields in different rows at once, and nothing else', async () => {
    const first =
      'Last name,Email,City,Tags,Budget\nA,a@e.example,Rome,x,1\nB,b@e.example,Rome,y,2\nC,c@e.example,Rome,z,3\n';
    await run(app, app.owner, (await upload(app, app.owner, first)).id);
    const [before] = await eventsOf('updated');
    const second =
      'Last name,Email,City,Tags,Budget\nA,a@e.example,Oslo,x,1\nBee,b@e.example,Rome,y,2\nC,c@e.example,Rome,z;w,4\n';
    const done = await run(app, app.owner, (await upload(app, app.owner, second)).id);
    expect(done.counts).to.include({ updated: 3, failed: 0 });
    const stored = await peopleIn(app, app.owner);
    expect(
      stored.map((one) => [one.last_name, one.city, one.tags, one.budget_minor, one.version]),
    ).to.deep.equal([
      ['A', 'Oslo', ['x'], 100, 2],
      ['Bee', 'Rome', ['y'], 200, 2],
      ['C', 'Rome', ['z', 'w'], 400, 2],
    ]);
    const [after] = await eventsOf('updated');
    expect((after?.count ?? 0) - (before?.count ?? 0)).to.equal(3);
  });

  it('runs an import in one process only, however many look for work', async () => {
    const workers = [startImports(app.runtime), startImports(app.runtime), startImports(app.runtime)];
    const uploads = [
      await upload(app, app.owner, people(2_000)),
      await upload(app, app.owner, people(2_000, 5_001)),
    ];
    await Promise.all(uploads.map(({ id }) => run(app, app.owner, id)));
    await Promise.all(workers.map((worker) => worker.stop()));
    const stored = await peopleIn(app, app.owner);
    expect(stored).to.have.length(4_000);
    expect(new Set(stored.map(({ email }) => email)).size).to.equal(4_000);
  });

  it('keeps a process that lost its lease from committing', async () => {
    const { id } = await upload(app, app.owner, people(1));
    const { database } = app.runtime;
    const workspaceId = app.owner.workspace.id;
    await inWorkspace(database, workspaceId, (unit) =>
      unit.from('imports').where({ id }).update({ state: 'undoing' }),
    );
    const slow = { workspaceId, importId: id, owner: '0198c5de-0000-7000-8000-00000000000a' };
    const quick = { ...slow, owner: '0198c5de-0000-7000-8000-00000000000b' };
    const first = await claimImport(database, slow);
    if (first) {
      expect(await claimImport(database, quick)).to.equal(null);
      await releaseLease(database, slow, 0);
      await pause(5);
    }
    await inWorkspace(database, workspaceId, (unit) =>
      unit.from('imports').where({ id }).update({ lease_owner: quick.owner }),
    );
    expect(
      await thrownBy(inWorkspace(database, workspaceId, (unit) => holdLease(unit, slow))),
    ).to.be.instanceOf(LeaseLost);
  });

  it('stops when asked, keeps what is written, and goes on from there', async () => {
    const { id } = await upload(app, app.owner, people(12_000));
    await requestRun(app.runtime, app.owner, id);
    while ((await loadImport(app.runtime, app.owner.workspace.id, id)).lastRow === 0) await pause(5);
    await requestCancel(app.runtime, app.owner, id);
    const stopped = await settled(app.runtime, app.owner, id);
    expect(stopped.state).to.equal('cancelled');
    expect(stopped.counts.created).to.be.within(1, 11_999);
    expect(await peopleIn(app, app.owner)).to.have.length(stopped.counts.created);
    const done = await run(app, app.owner, id);
    expect(done.counts.created).to.equal(12_000);
    expect(await peopleIn(app, app.owner)).to.have.length(12_000);
  });

  it('stops with a reason when the module is switched off, and goes on once it is back', async () => {
    const { id } = await upload(app, app.owner, people(12_000));
    await requestRun(app.runtime, app.owner, id);
    while ((await loadImport(app.runtime, app.owner.workspace.id, id)).lastRow === 0) await pause(5);
    await switchPlugin(app.runtime, app.owner, 'address-book', false);
    const stopped = await settled(app.runtime, app.owner, id);
    expect(stopped.state).to.equal('failed');
    expect(stopped.reason).to.be.a('string').that.is.not.empty;
    await switchPlugin(app.runtime, await app.scope('owner'), 'address-book', true);
    const done = await run(app, await app.scope('owner'), id);
    expect(done.counts).to.include({ created: 12_000, failed: 0 });
  });

  it('takes back what it created and changed, and leaves alone what people changed since', async () => {
    await run(
      app,
      app.owner,
      (
        await upload(
          app,
          app.owner,
          'Last name,Email,City\nOld,old@e.example,Rome\nKept,kept@e.example,Paris\n',
        )
      ).id,
    );
    const { id } = await upload(
      app,
      app.owner,
      'Last name,Email,City,Company\nNew,old@e.example,Oslo,Acme\nKept,kept@e.example,Bonn,Acme\nFresh,fresh@e.example,Bern,Bolt\nTouched,touched@e.example,Lyon,Cord\n',
    );
    expect((await run(app, app.owner, id)).counts).to.deep.equal({
      created: 2,
      updated: 2,
      skipped: 0,
      failed: 0,
    });
    await rowsOf(
      app,
      app.owner,
      "update address_book_people set city = 'Nice', version = version + 1 where email in ('touched@e.example', 'kept@e.example')",
    );
    await requestUndo(app.runtime, app.owner, id);
    const undone = await settled(app.runtime, app.owner, id);
    expect(undone.undone).to.include({ removed: 1, restored: 1, kept: 2 });
    const stored = await peopleIn(app, app.owner);
    expect(stored.map((person) => [person.last_name, person.city, person.organization])).to.deep.equal([
      ['Kept', 'Nice', 'Acme'],
      ['Old', 'Rome', null],
      ['Touched', 'Nice', 'Cord'],
    ]);
    const left = await rowsOf<{ name: string }>(
      app,
      app.owner,
      'select name from address_book_organizations where removed_at is null order by name',
    );
    expect(left.map(({ name }) => name)).to.deep.equal(['Acme', 'Cord']);
    expect(await thrownBy(requestUndo(app.runtime, app.owner, id))).to.be.instanceOf(Conflict);
  });

  it('lets nobody in who may not import, and nobody of another workspace', async () => {
    const { id } = await upload(app, app.owner, people(3));
    const viewer = await app.scope('viewer');
    const stranger = await app.scope('owner', app.workspaces.b);
    expect(await thrownBy(requestRun(app.runtime, viewer, id))).to.be.instanceOf(NotAllowed);
    expect(await thrownBy(requestRun(app.runtime, stranger, id))).to.be.instanceOf(NotFound);
    expect(await thrownBy(requestCancel(app.runtime, stranger, id))).to.be.instanceOf(NotFound);
    expect(await thrownBy(discardImport(app.runtime, stranger, id))).to.be.instanceOf(NotFound);
    expect(await thrownBy(requestRun(app.runtime, app.owner, 'no-id'))).to.be.instanceOf(NotFound);
  });

  it('starts nothing twice', async () => {
    const { id } = await upload(app, app.owner, people(3));
    await run(app, app.owner, id);
    expect(await thrownBy(requestRun(app.runtime, app.owner, id))).to.be.instanceOf(Conflict);
    expect(await thrownBy(requestCancel(app.runtime, app.owner, id))).to.be.instanceOf(Conflict);
    expect(await peopleIn(app, app.owner)).to.have.length(3);
  });

  it('throws files away that nobody needs any more', async () => {
    const started = await upload(app, app.owner, people(2));
    await run(app, app.owner, started.id);
    const unstarted = await upload(app, app.owner, people(2, 50));
    await forgetOldImports(app.runtime);
    const folder = join(app.runtime.config.dataDir, 'files', app.owner.workspace.id);
    expect(await readdir(folder)).to.have.length(2);
    const later = { ...app.runtime, now: () => new Date(Date.now() + 31 * 86_400_000) };
    expect(await forgetOldImports(later)).to.equal(2);
    expect(await readdir(folder)).to.deep.equal([]);
    expect((await loadImport(app.runtime, app.owner.workspace.id, started.id)).file.key).to.equal(null);
    expect(await thrownBy(loadImport(app.runtime, app.owner.workspace.id, unstarted.id))).to.be.instanceOf(
      NotFound,
    );
  });

  it('checks against what is there now and never writes', async () => {
    const { id } = await upload(app, app.owner, people(1_500));
    const checked = await check(app, app.owner, id);
    expect(checked.check).to.include({ rows: 1_500 });
    expect(checked.check?.preview).to.have.length(20);
    expect(checked.check?.preview[0]).to.deep.equal({
      row: 2,
      outcome: 'create',
      cells: ['Last 1', 'p1@example.org', 'Acme 0'],
      problem: null,
    });
    expect(await rowsOf(app, app.owner, 'select 1 from address_book_people')).to.have.length(0);
    expect(await rowsOf(app, app.owner, 'select 1 from address_book_organizations')).to.have.length(0);
  });
});
