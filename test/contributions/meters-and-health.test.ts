import { expect } from 'chai';
import { inInstance } from '../../core/db/unit-of-work.ts';
import { measureDue } from '../../core/meters/measure-daily.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from './people.ts';

describe('meters, limits and health', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ fixtures: ['gauge', 'notes'] });
    await openDoors(app, 'owner@a.example');
  });
  after(() => app.stop());

  const caller = () => ({ log: app.log, signal: new AbortController().signal });

  it('are measured for each workspace once a day, and kept', async () => {
    expect(await measureDue(app.runtime, caller())).to.equal(2);
    expect(await measureDue(app.runtime, caller())).to.equal(0);
    const { body } = await app.as('admin').get('/api/usage').expect(200);
    expect(body.data.meters).to.deep.equal([
      { id: 'gauge.members', title: 'Members', unit: 'people', amount: 4, cap: 10 },
      { id: 'gauge.broken', title: 'Broken', unit: 'pieces', amount: null, cap: null },
    ]);
    expect(
      body.data.history.map(({ meter, amount }: { meter: string; amount: number }) => [meter, amount]),
    ).to.eql([['gauge.members', 4]]);
  });

  it('show on pages: of the workspace to its admins, of all to the instance’s', async () => {
    expect((await app.as('member').get('/api/usage')).status).to.equal(403);
    const admin = await signedIn(app, 'admin@a.example');
    expect((await admin.get('/w/a/settings/usage')).text)
      .to.include('4 of 10 people')
      .and.include('value="40"');
    expect((await admin.get('/admin/usage')).status).to.equal(404);
    const owner = await signedIn(app, 'owner@a.example');
    expect((await owner.get('/admin/usage')).text).to.match(
      /<td class="is-number">4 <span class="muted">people/,
    );
  });

  it('are read for all workspaces at once, however many there are', async () => {
    await inInstance(app.runtime.database, (unit) =>
      unit.run({
        text: `insert into workspaces (id, slug, name, currency, timezone, locale)
          select gen_random_uuid(), 'many-' || n, 'Many ' || n, 'EUR', 'UTC', 'en' from generate_series(1, 100) n`,
        values: [],
      }),
    );
    const owner = await signedIn(app, 'owner@a.example');
    let taken = 0;
    const count = () => {
      taken += 1;
    };
    app.runtime.database.pool.on('acquire', count);
    const { text } = await owner.get('/admin/usage');
    app.runtime.database.pool.off('acquire', count);
    expect(text).to.include('Many 100');
    expect(taken).to.be.below(40);
  });

  it('a plan keeps a module from being switched on, with its own sentence', async () => {
    const admin = await app.scope('admin');
    await switchPlugin(app.runtime, admin, 'notes', false);
    const refusal = await switchPlugin(app.runtime, await app.scope('admin'), 'notes', true).catch(
      (error: Error) => error.message,
    );
    expect(refusal).to.equal('Your plan has no notes. Take the larger one.');
  });

  it('health checks tell the admin, each for itself, and are kept for a minute', async () => {
    const owner = await signedIn(app, 'owner@a.example');
    const answers = [await owner.get('/api/instance/health'), await owner.get('/api/instance/health')];
    for (const answer of answers) {
      const { data } = answer.json() as {
        data: { checks: { id: string; status: string; message: string }[] };
      };
      const [own, ...checks] = data.checks;
      expect(own).to.include({ id: 'core.backups', status: 'degraded' });
      expect(checks.map(({ id, status }) => [id, status])).to.deep.equal([
        ['gauge.count', 'degraded'],
        ['gauge.throws', 'failed'],
        ['gauge.hangs', 'failed'],
      ]);
      expect(checks[0]?.message).to.equal('Looked 1 times');
    }
    expect((await owner.get('/admin/health')).text).to.include('The server is gone.');
    const admin = await signedIn(app, 'admin@a.example');
    expect((await admin.get('/api/instance/health')).status).to.equal(404);
    expect((await app.anonymous().get('/health/live')).status).to.equal(200);
  });
});
