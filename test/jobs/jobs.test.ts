import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { InvalidInput, NotFound, TooLarge } from '../../core/sdk/index.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';

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

describe('jobs: running', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
    app.work();
  });
  after(() => app.stop());

  const ended = (id: string, state = 'done') => until(async () => (await app.job(id)).state === state);

  it('does what was asked, once, and says it is done', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'plain' });
    await ended(id);
    expect((await app.effects()).filter((label) => label === 'plain')).to.have.length(1);
  });

  it('tries again after a failure, and keeps nothing of the attempts that failed', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'stubborn', succeedsAt: 3 });
    await ended(id);
    expect((await app.job(id)).attempts).to.equal(3);
    expect((await app.effects()).filter((label) => label === 'stubborn')).to.have.length(1);
  });

  it('puts aside with its reason what fails every time', async () => {
    const id = await app.ask(errands.writeEffect, { label: 'hopeless', succeedsAt: 9 });
    await ended(id, 'dead');
    const { attempts, last_error: reason } = await app.job(id);
    expect(attempts).to.equal(3);
    expect(reason).to.include('Attempt 3 at hopeless').and.include('errands/jobs.ts');
    expect(await app.effects()).not.to.include('hopeless');
  });

  it('waits until it is time', async () => {
    const began = Date.now();
    const id = await app.ask(errands.writeEffect, { label: 'later' }, { runAt: new Date(began + 700) });
    expect((await app.job(id)).state).to.equal('delayed');
    await ended(id);
    expect(Date.now() - began).to.be.at.least(650);
  });

  it('says which job of which plugin took too long, and keeps nothing of it', async () => {
    const id = await app.ask(errands.takeTooLong, { label: 'endless' });
    await ended(id, 'dead');
    expect((await app.job(id)).last_error)
      .to.include('errands.take-too-long')
      .and.include('150 ms');
    expect(await app.effects()).not.to.include('endless');
  });

  it('calls the outside with one key over all attempts, and tells how far it is', async () => {
    const id = await app.ask(errands.callOutside, { label: 'called', succeedsAt: 2 });
    await ended(id);
    expect(await app.effects()).to.include(`called ${id}`);
    expect((await app.job(id)).progress_note).to.equal('Called.');
  });

  it('has no database at hand while it talks to the outside', async () => {
    const id = await app.ask(errands.touchClosedDatabase, { label: 'closed' });
    await ended(id, 'dead');
    expect((await app.job(id)).last_error).to.include('job.inTransaction');
  });

  it('acts as the system, for whoever asked', async () => {
    await ended(await app.ask(errands.tellWhoActs, { label: '' }));
    const { id } = app.workspaces.a.people.owner;
    expect(await app.effects()).to.include(`system job errands.tell-who-acts for user:${id}`);
  });

  it('runs one at a time where its limit says so', async () => {
    const ids: string[] = [];
    for (const label of ['one', 'two', 'three']) {
      ids.push(await app.ask(errands.writeAlone, { label, takes: 60 }));
      ids.push(await app.ask(errands.writeAlone, { label, takes: 60 }, {}, 'b'));
    }
    const running = "select count(*)::integer as count from jobs where state = 'running'";
    let most = 0;
    await until(async () => {
      most = Math.max(most, Number((await app.asSuperuser(running))[0]?.count));
      const all = [...(await app.jobs('a')), ...(await app.jobs('b'))].filter(({ id }) => ids.includes(id));
      return all.every(({ state }) => state === 'done');
    });
    expect(most).to.equal(1);
  });

  it('holds what belongs to a module that is off, and goes on when it is on again', async () => {
    await switchModule(app, 'errands', false, 'b');
    const id = await app.ask(errands.writeEffect, { label: 'held' }, {}, 'b');
    await until(async () => (await app.job(id, 'b')).state === 'held');
    await pause(200);
    expect((await app.job(id, 'b')).attempts).to.equal(0);
    await switchModule(app, 'errands', true, 'b');
    await until(async () => (await app.job(id, 'b')).state === 'done');
  });
});
