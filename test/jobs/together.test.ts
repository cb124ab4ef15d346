import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { provenAfter } from '../../core/jobs/run/streaks.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';

describe('jobs: quick ones that share a transaction', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());

  type Orders = Parameters<typeof errands.writeEffect.options.run>[1];

  async function askAll(all: readonly Orders[]): Promise<string[]> {
    const scope = await app.scope('owner');
    return openCtx(app.runtime, scope, async (ctx) => {
      const ids: string[] = [];
      for (const orders of all) ids.push((await ctx.enqueue(errands.writeEffect, orders)).id);
      return ids;
    });
  }

  const named = (name: string, count: number): Orders[] =>
    Array.from({ length: count }, (_, index) => ({ label: `${name} ${index}` }));
  const finished = () => until(async () => (await app.jobs()).every(({ state }) => /done|dead/.test(state)));
  const effectsOf = async (name: string) => (await app.effects()).filter((label) => label.startsWith(name));

  it('do so once their queue has proved itself, each with its effect once', async () => {
    await askAll(named('plain', provenAfter + 60));
    const worker = app.work();
    await finished();
    await worker.stop();
    const [{ shared } = { shared: 0 }] = await app.asSuperuser(
      `select max(count)::integer as shared from (select count(*) from jobs where state = 'done' group by finished_at) as moments`,
    );
    expect(Number(shared)).to.be.above(1);
    expect(new Set(await effectsOf('plain'))).to.have.property('size', provenAfter + 60);
    expect(await effectsOf('plain')).to.have.length(provenAfter + 60);
  });

  it('lose nothing and double nothing when one of them fails: each is then run by itself', async () => {
    await askAll(named('proof', provenAfter));
    const mixed = named('mixed', 40).map((one, index) =>
      index % 10 === 7 ? { ...one, succeedsAt: 9 } : one,
    );
    const ids = await askAll(mixed);
    const worker = app.work();
    await finished();
    await worker.stop();
    const jobs = (await app.jobs()).filter(({ id }) => ids.includes(id));
    const failed = jobs.filter(({ state }) => state === 'dead');
    expect(failed).to.have.length(4);
    for (const one of failed) expect(one).to.include({ attempts: 3 });
    for (const one of jobs.filter(({ state }) => state === 'done'))
      expect(one).to.include({ attempts: 1, crashes: 0 });
    expect((await effectsOf('mixed')).sort()).to.deep.equal(
      mixed.flatMap(({ label, succeedsAt }) => (succeedsAt ? [] : [label])).sort(),
    );
  });

  it('keep nothing of one that became another’s, and all of the others', async () => {
    await askAll(named('proof again', provenAfter));
    const ids = await askAll(named('taken', 30).map((one) => ({ ...one, takes: 5 })));
    const worker = app.work();
    await until(async () =>
      (await app.jobs()).some(({ id, state }) => ids.includes(id) && state === 'running'),
    );
    await app.asSuperuser(
      `update jobs set lease_owner = gen_random_uuid(), fence = fence + 1, lease_until = now() + interval '1 second'
       where (workspace_id, id) in (select workspace_id, id from jobs where state = 'running' limit 3)`,
    );
    await finished();
    await worker.stop();
    expect((await effectsOf('taken')).sort()).to.deep.equal(
      named('taken', 30)
        .map(({ label }) => label)
        .sort(),
    );
  });
});
