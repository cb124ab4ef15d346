import { expect } from 'chai';
import { type OpenCtx, openCtx } from '../../core/context/open-ctx.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp } from './jobs-app.ts';

describe('jobs: many left in one transaction', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());

  const leave = (ctx: OpenCtx, label: string, key?: string) =>
    ctx.enqueue(errands.writeEffect, { label }, key ? { key } : {});
  const inOne = async (work: (ctx: OpenCtx) => Promise<void>): Promise<void> =>
    openCtx(app.runtime, await app.scope('owner'), work);

  it('are all there in the order they were asked for, under the ids that were told', async () => {
    const told: string[] = [];
    await inOne(async (ctx) => {
      for (let count = 0; count < 1_200; count += 1) told.push((await leave(ctx, `many ${count}`)).id);
    });
    expect((await app.jobs()).map(({ id }) => id)).to.deep.equal(told);
  });

  it('stay when they were left before what is taken back, and go when they were left after it', async () => {
    const kept: string[] = [];
    await inOne(async (ctx) => {
      kept.push((await leave(ctx, 'before')).id);
      const savepoint = await ctx.unit.savepoint();
      const dropped = [(await leave(ctx, 'within')).id, (await leave(ctx, 'within', 'a key')).id];
      await savepoint.rollBack();
      kept.push((await leave(ctx, 'after')).id);
      expect(dropped).to.have.length(2);
    });
    const since = (await app.jobs()).slice(1_200).map(({ id }) => id);
    expect(since).to.deep.equal(kept);
  });

  it('are refused once the work is over, rather than lost', async () => {
    const before = (await app.jobs()).length;
    const late: { refusal?: unknown } = {};
    let asked: Promise<void> | undefined;
    await inOne(async (ctx) => {
      await leave(ctx, 'in time');
      asked = new Promise<void>((resolve) => setImmediate(resolve))
        .then(() => leave(ctx, 'late'))
        .then(
          () => undefined,
          (error: unknown) => {
            late.refusal = error;
          },
        );
    });
    await asked;
    expect(String(late.refusal)).to.include('This transaction is over');
    expect(await app.jobs()).to.have.length(before + 1);
  });

  it('stay with what is released', async () => {
    const before = (await app.jobs()).length;
    await inOne(async (ctx) => {
      const savepoint = await ctx.unit.savepoint();
      await leave(ctx, 'released');
      await savepoint.release();
    });
    expect(await app.jobs()).to.have.length(before + 1);
  });

  it('find one that waits under their key at once, also in the same transaction', async () => {
    await inOne(async (ctx) => {
      const first = await leave(ctx, 'keyed', 'the key');
      await leave(ctx, 'plain');
      expect(await leave(ctx, 'keyed again', 'the key')).to.deep.equal(first);
    });
  });
});
