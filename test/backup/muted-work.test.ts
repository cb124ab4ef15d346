import { expect } from 'chai';
import { mute, unmute } from '../../core/muting/muting.ts';
import { OutboundMuted } from '../../core/ports/outbound/outbound-errors.ts';
import { requestOutbound } from '../../core/ports/outbound/request-outbound.ts';
import { callOutside, writeEffect } from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from '../jobs/jobs-app.ts';

describe('muting: work that reaches the outside', () => {
  let app: JobsApp;

  beforeEach(async () => {
    app = await bootJobsApp();
  });
  afterEach(() => app.stop());

  it('waits in a muted instance without an attempt being counted, and is done once it may be heard', async () => {
    await mute(app.runtime, null, 'a drill');
    const outside = await app.ask(callOutside, { label: 'a call' });
    const inside = await app.ask(writeEffect, { label: 'a note' });
    app.work();
    await until(async () => (await app.job(inside)).state === 'done');
    await until(async () => (await app.job(outside)).last_error !== null);
    expect(await app.job(outside)).to.include({ state: 'delayed', attempts: 0, crashes: 0 });
    expect(await app.effects()).to.deep.equal(['a note']);
    await unmute(app.runtime, null, { userId: null, name: 'Tess Tester' });
    await app.asSuperuser('update jobs set due_at = now()');
    await until(async () => (await app.job(outside)).state === 'done');
    expect(await app.effects()).to.have.length(2);
  });

  it('waits in a muted workspace, and goes on in the others', async () => {
    await mute(app.runtime, app.workspaces.a.id, 'came from elsewhere');
    const here = await app.ask(callOutside, { label: 'muted' });
    const there = await app.ask(callOutside, { label: 'heard' }, {}, 'b');
    app.work();
    await until(async () => (await app.job(there, 'b')).state === 'done');
    await until(async () => (await app.job(here)).last_error !== null);
    expect((await app.job(here)).state).to.equal('delayed');
  });

  it('is refused at the one way out, for whoever asks', async () => {
    await mute(app.runtime, app.workspaces.a.id, 'a drill');
    const ask = (id: string | null) =>
      requestOutbound(app.runtime, id, { url: 'https://127.0.0.1:9/' }).catch((error: unknown) => error);
    expect(await ask(app.workspaces.a.id)).to.be.instanceOf(OutboundMuted);
    expect(await ask(app.workspaces.b.id)).not.to.be.instanceOf(OutboundMuted);
    await mute(app.runtime, null, 'a drill');
    expect(await ask(null)).to.be.instanceOf(OutboundMuted);
  });
});
