import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Database } from '../../core/db/database.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { mostCrashes } from '../../core/jobs/limits.ts';
import { claimJobs } from '../../core/jobs/record/claim-jobs.ts';
import { recoverJobs } from '../../core/jobs/run/look-after.ts';
import { makeWorker } from '../../core/jobs/run/worker.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';

/** The same database; `claims` says how often it was asked for jobs. */
function counting(database: Database): { database: Database; claims: () => number } {
  let count = 0;
  const pool = new Proxy(database.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name === 'query' && String(args[0]).includes('jobs_claim')) count += 1;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { database: { ...database, pool }, claims: () => count };
}

/** More than one claim looks at. */
const crowd = 400;

describe('jobs: claims', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());
  afterEach(() => app.asSuperuser('delete from jobs'));

  /** A row for each of many workspaces, which come before those of the app. */
  const inCrowd = (values: string, columns: string) =>
    app.asSuperuser(`
      insert into jobs (id, plugin, kind, max_attempts, actor, workspace_id, ${columns})
      select gen_random_uuid(), 'errands', 'job', 3, 'system:test',
        ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${values}
      from generate_series(1, ${crowd}) n`);

  const isDoneSoon = async (id: string) => {
    const worker = app.work();
    await until(async () => (await app.job(id, 'b')).state === 'done');
    await worker.stop();
  };

  it('reach past workspaces whose ready jobs nobody here knows, or whose queue is full everywhere', async () => {
    await inCrowd("'away.somewhere', 'ready'", 'job, state');
    await inCrowd("'errands.write-alone', 'ready'", 'job, state');
    await app.asSuperuser(`
      update jobs set state = 'running', lease_owner = gen_random_uuid(), lease_until = now() + interval '30 minutes'
      where id = (select id from jobs where job = 'errands.write-alone' order by workspace_id desc limit 1)`);
    await isDoneSoon(await app.ask(errands.writeEffect, { label: 'past the full' }, {}, 'b'));
  });

  it('reach past workspaces in which each has its one at work', async () => {
    for (const state of ['running', 'ready']) {
      await inCrowd(
        `'errands.write-alone-here', '${state}', gen_random_uuid(), now() + interval '30 minutes'`,
        'job, state, lease_owner, lease_until',
      );
    }
    await isDoneSoon(await app.ask(errands.writeAloneHere, { label: 'past the busy' }, {}, 'b'));
  });

  it('reach past workspaces in which all that is ready waits for one before it', async () => {
    for (const [state, due] of [
      ['delayed', '1 hour'],
      ['ready', '0'],
    ] as const) {
      await inCrowd(
        `'errands.write', '${state}', 'record:x', now() + interval '${due}'`,
        'job, state, lane, due_at',
      );
    }
    await isDoneSoon(await app.ask(errands.writeEffect, { label: 'past the lanes' }, {}, 'b'));
  });

  it('are not made over and over while somebody has a row locked that is due', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'locked' });
    await app.asSuperuser(
      `update jobs set state = 'delayed', due_at = now() - interval '1 second' where id = '${id}'`,
    );
    const { database, claims } = counting(app.runtime.database);
    await inWorkspace(app.runtime.database, app.workspaces.a.id, async (unit) => {
      await unit.run({ text: 'select 1 from jobs where id = $1 for update', values: [id] });
      const worker = app.work({ ...app.runtime, database });
      await pause(1_000);
      expect(claims()).to.be.within(1, 30);
      await worker.stop();
    });
    const worker = app.work();
    await until(async () => (await app.job(id)).state === 'done');
    await worker.stop();
  });

  describe('of what processes died over', () => {
    const ask = async (count: number) => {
      const ids: string[] = [];
      for (let index = 0; index < count; index++)
        ids.push(await app.ask(errands.writeEffect, { label: `${index}` }));
      return ids;
    };
    const claim = async (owner: string) => {
      const { works, servedLast: after } = makeWorker(app.runtime);
      const { jobs } = await claimJobs(app.runtime.database, { owner, most: 50, after, works });
      return jobs.map(({ id }) => id);
    };

    it('give a process one suspect at a time, beside whatever else there is', async () => {
      const ids = await ask(6);
      await app.asSuperuser(
        'update jobs set crashes = 3 where seq in (select seq from jobs order by seq limit 3)',
      );
      const [first, second] = [randomUUID(), randomUUID()];
      expect((await claim(first)).sort()).to.deep.equal([ids[0], ...ids.slice(3)].sort());
      expect(await claim(first)).to.deep.equal([]);
      expect(await claim(second)).to.deep.equal([ids[1]]);
    });

    it('put the culprit aside, and none of those that lay beside it', async () => {
      const [culprit = '', ...innocent] = await ask(12);
      for (let deaths = 0; deaths < mostCrashes; deaths++) {
        expect(await claim(randomUUID())).to.include(culprit);
        await app.asSuperuser(
          "update jobs set lease_until = now() - interval '1 second' where state = 'running'",
        );
        await recoverJobs(app.runtime);
      }
      expect(await app.job(culprit)).to.include({ state: 'dead', crashes: mostCrashes });
      for (const id of innocent) {
        const { state, crashes } = await app.job(id);
        expect(state).to.equal('ready');
        expect(crashes).to.be.at.most(3);
      }
      const worker = app.work();
      for (const id of innocent) await until(async () => (await app.job(id)).state === 'done');
      await worker.stop();
    });
  });
});
