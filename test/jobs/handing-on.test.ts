import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { handOnPage } from '../../core/events/hand-on-events.ts';
import { registerListeners } from '../../core/events/register-listeners.ts';
import { forgetOldJobs } from '../../core/jobs/forget-old-jobs.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { errandRun } from '../fixtures/plugins/errands/api.ts';
import { bootJobsApp, type JobsApp } from './jobs-app.ts';

describe('listeners: where the outbox was read up to', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
    await registerListeners(app.runtime);
  });
  after(() => app.stop());
  beforeEach(async () => {
    await app.asSuperuser('delete from jobs');
    await app.asSuperuser('delete from events');
  });

  const emit = async (...labels: string[]) => {
    const errandId = randomUUID();
    await openCtx(app.runtime, await app.scope('owner'), async (ctx) => {
      for (const label of labels) await ctx.emit(errandRun, { errandId, label });
    });
  };
  const numbered = (count: number, name = 'one') =>
    Array.from({ length: count }, (_, index) => `${name} ${index}`);
  /** To the end, in pages of so many. @returns how many it took */
  const handOnAll = async (most: number) => {
    let pages = 0;
    while ((await handOnPage(app.runtime, most)) > 0) pages += 1;
    return pages;
  };
  const handedOn = async () => {
    const rows = await app.asSuperuser(`
      select payload->'payload'->>'label' as label from jobs where job = 'errands.note-run' order by seq`);
    return rows.map(({ label }) => label);
  };
  const finishAll = (age: string) =>
    app.asSuperuser(`update jobs set state = 'done', finished_at = now() - interval '${age}'`);
  /** As a restore does it: all events come in one transaction, and the place as it was on the other server. */
  const moveTo = (seen: string) =>
    app.asSuperuser(`
      update events set xid = pg_current_xact_id();
      update event_reader set seen = '${seen}', loaded_in = pg_current_xact_id()`);
  const xids = () => app.asSuperuser('select id, xid::text from events order by id');

  for (const [where, seen] of [
    ['that had counted further', '90000000000:90000000000:'],
    ['that had counted less', '10:10:'],
  ] as const) {
    it(`goes on by what was delivered after a move from a server ${where}`, async () => {
      await emit(...numbered(5, 'told'));
      await handOnAll(2_000);
      await emit(...numbered(5, 'untold'));
      await moveTo(seen);
      const before = await xids();
      await emit('after the move');
      expect(await handOnAll(3)).to.be.above(1);
      expect(await handedOn()).to.deep.equal([
        ...numbered(5, 'told'),
        ...numbered(5, 'untold'),
        'after the move',
      ]);
      expect((await xids()).slice(0, before.length)).to.deep.equal(before);
      expect(await handOnPage(app.runtime)).to.equal(0);
    });
  }

  it('skips nothing where the server has counted past the old place in the meantime', async () => {
    await emit('untold');
    await app.asSuperuser('update events set xid = pg_current_xact_id()');
    await app.asSuperuser(`
      update event_reader set seen = pg_current_snapshot()::text,
        loaded_in = (select xid from events)`);
    await handOnAll(2_000);
    expect(await handedOn()).to.deep.equal(['untold']);
  });

  it('forgets no delivery while events are read again after a move', async () => {
    await emit('told long ago');
    await handOnAll(2_000);
    await app.asSuperuser("update events set at = now() - interval '9 days'");
    await finishAll('9 days');
    await moveTo('90000000000:90000000000:');
    expect(await forgetOldJobs(app.runtime)).to.equal(0);
    await app.asSuperuser("update listeners set since = now() - interval '30 days'");
    await app.asSuperuser("update plugin_switches set switched_at = now() - interval '30 days'");
    await handOnAll(2_000);
    expect(await handedOn()).to.deep.equal(['told long ago']);
    expect(await forgetOldJobs(app.runtime)).to.be.at.least(1);
  });

  it('is found also when the tables were copied as they are, with the numbers of the other server', async () => {
    await emit(...numbered(3, 'told'));
    await handOnAll(2_000);
    await emit(...numbered(3, 'untold'));
    await app.asSuperuser(`
      update events set xid = (xid::text::bigint + 90000000000)::text::xid8;
      update event_reader set seen = '90000000000:90000000000:'`);
    await emit('after the copy');
    await handOnAll(2_000);
    expect(await handedOn()).to.deep.equal([
      ...numbered(3, 'told'),
      ...numbered(3, 'untold'),
      'after the copy',
    ]);
    await emit('later');
    await handOnAll(2_000);
    expect((await handedOn()).at(-1)).to.equal('later');
    expect(
      await app.asSuperuser('select from events where xid >= pg_snapshot_xmax(pg_current_snapshot())'),
    ).to.have.length(0);
  });

  it('moves through a long line page by page, in order, over what lies between', async () => {
    await emit(...numbered(300, 'told'));
    await handOnAll(2_000);
    for (let index = 0; index < 6; index++) await emit(...numbered(50, `line ${index}`));
    expect(await handOnPage(app.runtime, 40)).to.equal(1);
    await emit('meanwhile');
    expect(await handOnAll(40)).to.be.within(7, 20);
    const lines = Array.from({ length: 6 }, (_, index) => numbered(50, `line ${index}`)).flat();
    expect(await handedOn()).to.deep.equal([...numbered(300, 'told'), ...lines, 'meanwhile']);
  });

  it('tells a module nothing from before it was switched on', async () => {
    await switchModule(app, 'errands', false);
    await emit('while off');
    await switchModule(app, 'errands', true);
    await emit('while on');
    await handOnAll(2_000);
    expect(await handedOn()).to.deep.equal(['while on']);
  });
});
