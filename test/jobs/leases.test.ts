import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { forgetOldJobs } from '../../core/jobs/forget-old-jobs.ts';
import { leaseMs } from '../../core/jobs/limits.ts';
import { cancelJobs, retryJobs } from '../../core/jobs/operate/change-jobs.ts';
import { claimJobs } from '../../core/jobs/record/claim-jobs.ts';
import type { ClaimedJob } from '../../core/jobs/record/claimed-job.ts';
import { holdJob } from '../../core/jobs/record/complete-job.ts';
import { recoverJobs } from '../../core/jobs/run/look-after.ts';
import { renew } from '../../core/jobs/run/signs-of-life.ts';
import { makeWorker } from '../../core/jobs/run/worker.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';

describe('jobs: leases', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());

  const running = (id: string) => until(async () => (await app.job(id)).state === 'running');
  const done = (id: string) => until(async () => (await app.job(id)).state === 'done');
  const count = async (label: string) => (await app.effects()).filter((one) => one === label).length;

  it('let a worker that was away too long write nothing, and the next one everything once', async () => {
    const slow = app.work();
    const id = await app.ask(errands.writeEffect, { label: 'zombie', takes: 1_200 });
    await running(id);
    await app.asSuperuser(`update jobs set lease_until = now() - interval '1 second' where id = '${id}'`);
    expect(await recoverJobs(app.runtime)).to.equal(1);
    await done(id);
    await pause(1_500);
    await slow.stop();
    expect(await count('zombie')).to.equal(1);
    expect(await app.job(id)).to.include({ attempts: 1, crashes: 1 });
  });

  it('end also when the clock was two days ahead when they were given', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'from the future' });
    await app.asSuperuser(
      `update jobs set state = 'running', attempts = 1, lease_until = now() + interval '2 days' where id = '${id}'`,
    );
    const worker = app.work();
    await done(id);
    await worker.stop();
    expect(await count('from the future')).to.equal(1);
  });

  it('are prolonged from the moment that is written, however long the transaction has taken', async () => {
    const id = await app.ask(errands.callOutside, { label: 'long' });
    const [workspaceId, owner] = [app.workspaces.a.id, randomUUID()];
    await app.asSuperuser(
      `update jobs set state = 'running', lease_owner = '${owner}', fence = 1 where id = '${id}'`,
    );
    const job = { workspaceId, id, owner, fence: 1 } as ClaimedJob;
    const left = await inWorkspace(app.runtime.database, workspaceId, async (unit) => {
      await unit.run({ text: 'select pg_sleep(1)', values: [] });
      await holdJob(unit, job);
      const text =
        'select extract(epoch from lease_until - clock_timestamp())::real as left from jobs where id = $1';
      return (await unit.run<{ left: number }>({ text, values: [id] }))[0]?.left;
    });
    expect(left).to.be.above(leaseMs / 1_000 - 0.5);
    await app.asSuperuser(`update jobs set state = 'cancelled', finished_at = now() where id = '${id}'`);
  });

  it('lost while a job waits for its turn keep it from being begun', async () => {
    const id = await app.ask(errands.callOutside, { label: 'not begun' });
    const worker = makeWorker(app.runtime);
    const { jobs } = await claimJobs(app.runtime.database, {
      ...{ owner: worker.owner, most: 1, after: worker.servedLast, works: worker.works },
    });
    worker.waiting.push(...jobs);
    await renew(worker);
    expect(worker.waiting.map((job) => job.id)).to.deep.equal([id]);
    await app.asSuperuser(
      `update jobs set lease_owner = gen_random_uuid(), fence = fence + 1 where id = '${id}'`,
    );
    await renew(worker);
    expect(worker.waiting).to.deep.equal([]);
    expect((await app.job(id)).state).to.equal('running');
    await app.asSuperuser(
      `update jobs set lease_owner = '${worker.owner}', is_cancelling = true where id = '${id}'`,
    );
    worker.waiting.push(...jobs.map((job) => ({ ...job, fence: job.fence + 1 })));
    await renew(worker);
    expect((await app.job(id)).state).to.equal('cancelled');
  });

  it('put aside what took too many processes with it', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'poison' });
    await app.asSuperuser(
      `update jobs set state = 'running', crashes = 9, lease_until = now() - interval '1 second' where id = '${id}'`,
    );
    await recoverJobs(app.runtime);
    expect(await app.job(id)).to.include({ state: 'dead', crashes: 10 });
  });

  it('are given back when a process stops, with all that was not begun', async () => {
    const worker = app.work();
    const ids: string[] = [];
    for (let index = 0; index < 8; index++) {
      ids.push(await app.ask(errands.writeEffect, { label: `stop ${index}`, takes: 300 }));
    }
    await running(ids[0] ?? '');
    await worker.stop();
    const states = (await app.jobs()).filter(({ id }) => ids.includes(id)).map(({ state }) => state);
    expect(new Set(states)).not.to.include('running');
    const next = app.work();
    for (const id of ids) await done(id);
    await next.stop();
    for (let index = 0; index < 8; index++) expect(await count(`stop ${index}`)).to.equal(1);
  });

  it('are taken from a job that is cancelled while it runs, and nothing of it is kept', async () => {
    const worker = app.work();
    const inside = await app.ask(errands.writeEffect, { label: 'cancelled inside', takes: 1_500 });
    const outside = await app.ask(errands.callOutside, { label: 'cancelled outside', takes: 20_000 });
    await running(inside);
    await running(outside);
    const workspaceId = app.workspaces.a.id;
    const chosen = [inside, outside].map((id) => ({ workspaceId, id }));
    expect(await cancelJobs(app.runtime, chosen)).to.equal(2);
    for (const id of [inside, outside]) {
      await until(async () => (await app.job(id)).state === 'cancelled', 15_000);
    }
    await worker.stop();
    expect((await app.effects()).filter((label) => label.startsWith('cancelled'))).to.deep.equal([]);
  });

  it('are asked for anew also when another of the same key waits by now', async () => {
    const workspaceId = app.workspaces.a.id;
    const first = await app.ask(errands.writeEffect, { label: 'same key' }, { key: 'one' });
    await cancelJobs(app.runtime, [{ workspaceId, id: first }]);
    const second = await app.ask(errands.writeEffect, { label: 'same key' }, { key: 'one' });
    expect(second).not.to.equal(first);
    expect(await retryJobs(app.runtime, [{ workspaceId, id: first }])).to.equal(1);
    const worker = app.work();
    await done(first);
    await done(second);
    await worker.stop();
    expect(await count('same key')).to.equal(2);
  });

  it('keep their key when they are only sent on before their time', async () => {
    const workspaceId = app.workspaces.a.id;
    const runAt = new Date(Date.now() + 3_600_000);
    const id = await app.ask(errands.writeEffect, { label: 'once' }, { key: 'two', runAt });
    await retryJobs(app.runtime, [{ workspaceId, id }]);
    expect(await app.ask(errands.writeEffect, { label: 'once' }, { key: 'two' })).to.equal(id);
    const worker = app.work();
    await done(id);
    await worker.stop();
  });

  it('are shared between workspaces, so that a long line in one keeps none of another waiting', async () => {
    for (let index = 0; index < 60; index++) {
      await app.ask(errands.writeEffect, { label: `crowd ${index}`, takes: 40 });
    }
    const one = await app.ask(errands.writeEffect, { label: 'alone' }, {}, 'b');
    const worker = app.work();
    await until(async () => (await app.job(one, 'b')).state === 'done');
    const crowd = (await app.effects()).filter((label) => label.startsWith('crowd')).length;
    expect(crowd).to.be.below(30);
    await until(async () =>
      (await app.jobs()).every(({ state }) => state !== 'ready' && state !== 'running'),
    );
    await worker.stop();
  });

  it('go by priority within a workspace', async () => {
    for (const priority of ['low', 'normal', 'high'] as const) {
      await app.ask(errands.writeAlone, { label: `priority ${priority}` }, { priority });
    }
    const worker = app.work();
    await until(
      async () => (await app.effects()).filter((label) => label.startsWith('priority')).length === 3,
    );
    await worker.stop();
    expect((await app.effects()).filter((label) => label.startsWith('priority'))).to.deep.equal([
      'priority high',
      'priority normal',
      'priority low',
    ]);
  });

  it('leave rows that go after their time, those that failed last', async () => {
    await app.asSuperuser(
      "update jobs set finished_at = now() - interval '9 days' where finished_at is not null",
    );
    const before = await app.jobs();
    const gone = before.filter(({ state }) => state === 'done' || state === 'cancelled').length;
    expect(await forgetOldJobs(app.runtime)).to.be.at.least(gone);
    expect((await app.jobs()).every(({ state }) => state !== 'done' && state !== 'cancelled')).to.equal(true);
    expect((await app.jobs()).some(({ state }) => state === 'dead')).to.equal(true);
  });
});
