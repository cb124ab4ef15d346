import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { handOnPage } from '../../core/events/hand-on-events.ts';
import { listenerLag, outboxLag } from '../../core/events/listener-lag.ts';
import { queueFigures } from '../../core/jobs/operate/queue-figures.ts';
import { openDoors, signedIn } from '../contributions/people.ts';
import { errandRun } from '../fixtures/plugins/errands/api.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import type { Browser } from '../http/browser.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';

describe('jobs: the page of the operator', () => {
  let app: JobsApp;
  let admin: Browser;
  let dead: string;

  before(async () => {
    app = await bootJobsApp();
    await openDoors(app, 'owner@a.example');
    admin = await signedIn(app, 'owner@a.example');
    dead = await app.ask(errands.takeTooLong, { label: 'endless' });
    const worker = app.work();
    await until(async () => (await app.job(dead)).state === 'dead');
    await worker.stop();
    await app.ask(errands.writeEffect, { label: 'for b' }, {}, 'b');
    await app.ask(errands.writeEffect, { label: 'later' }, { runAt: new Date(Date.now() + 3_600_000) });
  });
  after(() => app.stop());

  const sentFor = (id: string) => `${app.workspaces.a.id}/${id}`;

  it('shows queues with their counts, and jobs of all workspaces with what went wrong', async () => {
    const { status, text } = await admin.get('/admin/jobs');
    expect(status).to.equal(200);
    for (const part of [
      'Never end',
      '1 failed',
      '1 for later',
      '1 ready',
      'Workspace B',
      'takes longer than 150 ms',
    ]) {
      expect(text).to.include(part);
    }
    expect(text).not.to.include('endless');
  });

  it('is for the admin of the instance alone', async () => {
    const other = await signedIn(app, 'admin@a.example');
    expect((await other.get('/admin/jobs')).status).to.equal(404);
    expect((await other.post('/admin/jobs/retries', { only: sentFor(dead) })).status).to.equal(404);
    expect((await other.post('/admin/jobs/cancellations', { only: sentFor(dead) })).status).to.equal(404);
    expect((await app.job(dead)).state).to.equal('dead');
  });

  it('narrows by state, plugin, queue and workspace, and takes odd filters for none', async () => {
    const b = (await admin.get(`/admin/jobs?workspace=${app.workspaces.b.id}&plugin=errands`)).text;
    expect(b).to.include('Choose Write an effect of Workspace B').and.not.to.include('of Workspace A');
    const failed = (await admin.get('/admin/jobs?state=dead&queue=errands.take-too-long')).text;
    expect(failed).to.include('Choose Never end').and.not.to.include('Choose Write');
    expect((await admin.get('/admin/jobs?state=odd&workspace=1&before=x&plugin=')).status).to.equal(200);
  });

  it('runs a failed one again, one by one or all that are shown', async () => {
    expect((await admin.post('/admin/jobs/retries', { only: sentFor(dead) })).status).to.equal(303);
    expect(await app.job(dead)).to.include({ state: 'ready', attempts: 0 });
    const worker = app.work();
    await until(async () => (await app.job(dead)).state === 'dead');
    await worker.stop();
    await admin.post('/admin/jobs/retries', { all: 'yes', state: 'dead' });
    expect((await app.job(dead)).state).to.equal('ready');
  });

  it('cancels what waits and ignores values that are none', async () => {
    expect((await admin.post('/admin/jobs/cancellations', { job: "1' or true" })).status).to.equal(303);
    await admin.post('/admin/jobs/cancellations', { job: sentFor(dead) });
    expect((await app.job(dead)).state).to.equal('cancelled');
  });

  it('cancels all that match the filters, over all pages, and nothing else', async () => {
    const later = { runAt: new Date(Date.now() + 3_600_000) };
    const scope = await app.scope('owner', app.workspaces.b);
    await openCtx(app.runtime, scope, async (ctx) => {
      for (let count = 0; count < 60; count++) await ctx.enqueue(errands.writeEffect, { label: 'b' }, later);
    });
    expect((await admin.get(`/admin/jobs?workspace=${app.workspaces.b.id}`)).text).to.include('Older ones');
    await admin.post('/admin/jobs/cancellations', {
      all: 'yes',
      workspace: app.workspaces.b.id,
      state: 'delayed',
    });
    expect((await app.jobs('b')).filter(({ state }) => state === 'delayed')).to.deep.equal([]);
    expect((await app.jobs('b')).filter(({ state }) => state === 'cancelled')).to.have.length(60);
    expect((await app.jobs('a')).some(({ state }) => state === 'delayed')).to.equal(true);
  });

  it('gives the same figures to those who watch', async () => {
    await app.ask(errands.writeEffect, { label: 'for the figures' });
    const figures = await queueFigures(app.runtime);
    const writing = figures.find(({ queue }) => queue === 'errands.write');
    expect(writing).to.include({ plugin: 'errands', ready: 1, delayed: 1, running: 0, dead: 0 });
    expect(writing?.oldestDueMs).to.be.at.least(0);
  });

  it('tells the same in /metrics, by queue and state, and how far listeners and the outbox are behind', async () => {
    await openCtx(app.runtime, await app.scope('owner'), (ctx) =>
      ctx.emit(errandRun, { errandId: randomUUID(), label: 'nobody works' }),
    );
    const text = await app.runtime.metrics.text();
    for (const line of [
      'guildhall_jobs{plugin="errands",queue="errands.write",state="ready"} 1',
      'guildhall_jobs{plugin="errands",queue="errands.write",state="delayed"} 1',
      'guildhall_jobs{plugin="errands",queue="errands.write",state="dead"} 0',
      'guildhall_outbox_events 1',
    ]) {
      expect(text).to.include(line);
    }
    expect(text).to.match(/guildhall_jobs_oldest_seconds\{plugin="errands",queue="errands.write"\} \d/);
    expect(text).to.match(/guildhall_outbox_oldest_seconds \d/);
    await handOnPage(app.runtime);
    const behind = await listenerLag(app.runtime);
    expect(behind.map(({ plugin, count }) => [plugin, count])).to.deep.include(['errands', 1]);
    expect(await outboxLag(app.runtime)).to.deep.equal({ count: 0, oldest_ms: null });
  });
});

describe('jobs: what watchers and operators read', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
    const many = (state: string, count: number) =>
      app.asSuperuser(`
        insert into jobs (workspace_id, id, plugin, job, kind, state, max_attempts, actor, finished_at)
        select '${app.workspaces.a.id}', gen_random_uuid(), 'errands', 'errands.note-run', 'delivery', '${state}', 8,
          'system:test', now() from generate_series(1, ${count})`);
    await many('dead', 60);
    await many('done', 40_000);
    await many('ready', 60);
    await app.asSuperuser('analyze jobs');
  });
  after(() => app.stop());

  const pagesRead = async (asked: string) => {
    const [row] = await app.asSuperuser(`explain (analyze, buffers, format json) select * from ${asked}`);
    const plans = row?.['QUERY PLAN'] as { Plan: Record<string, number> }[] | undefined;
    const plan = plans?.[0]?.Plan ?? {};
    return {
      rows: plan['Actual Rows'],
      pages: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
    };
  };
  /** What each new connection reads of the catalogue. */
  const nothing = "jobs_listed('{held}', null, null, null, null, 50)";

  it('is what they ask for, past everything that is done', async () => {
    const few = (await pagesRead(nothing)).pages + 300;
    for (const [asked, rows] of [
      ['listeners_behind()', 1],
      ["jobs_listed('{dead,running}', null, null, null, null, 50)", 50],
      ["jobs_listed('{ready,dead}', null, null, null, 30000, 50)", 50],
    ] as const) {
      const read = await pagesRead(asked);
      expect(read.rows, asked).to.equal(rows);
      expect(read.pages, asked).to.be.below(few);
    }
  });
});
