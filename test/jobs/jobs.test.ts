import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { InvalidInput, NotFound, TooLarge } from '../../core/sdk/index.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp } from './jobs-app.ts';

describe('jobs: asking for one', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());

  const fails = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  it('is part of the transaction it is asked in', async () => {
    const scope = await app.scope('owner');
    await openCtx(app.runtime, scope, async (ctx) => {
      await ctx.enqueue(errands.writeEffect, { label: 'never' });
      throw new Error('changed my mind');
    }).catch(() => undefined);
    expect(await app.jobs()).to.deep.equal([]);
  });

  it('refuses a payload that does not fit, one too large, and a job nobody has', async () => {
    expect(await fails(app.ask(errands.writeEffect, { label: 3 } as never))).to.be.instanceOf(InvalidInput);
    const large = { label: 'x'.repeat(70_000) };
    expect(await fails(app.ask(errands.writeEffect, large))).to.be.instanceOf(TooLarge);
    const unknown = { ...errands.writeEffect, id: 'errands.unknown' };
    expect(await fails(app.ask(unknown, { label: 'x' }))).to.be.instanceOf(NotFound);
  });

  it('makes no second while one with its key waits, and takes the earlier time', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const first = await app.ask(errands.writeEffect, { label: 'keyed' }, { key: 'k', runAt: later });
    expect((await app.job(first)).state).to.equal('delayed');
    expect(await app.ask(errands.writeEffect, { label: 'other' }, { key: 'k' })).to.equal(first);
    expect((await app.job(first)).state).to.equal('ready');
    expect(await app.ask(errands.writeEffect, { label: 'other' }, { key: 'k' }, 'b')).not.to.equal(first);
  });

  it('is seen in its own workspace only', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'mine' });
    expect((await app.jobs('b')).map((job) => job.id)).not.to.include(id);
  });
});
