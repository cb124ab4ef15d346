import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { forgetOldEvents } from '../../core/events/forget-old-events.ts';
import { registerListeners } from '../../core/events/register-listeners.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { errandRun } from '../fixtures/plugins/errands/api.ts';
import { errand } from '../fixtures/plugins/errands/resources.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';

describe('listeners: hearing what happened', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
    app.work();
    await until(async () => (await app.asSuperuser('select from listeners')).length === 3);
  });
  after(() => app.stop());

  const emit = async (label: string, errandId = randomUUID(), where: 'a' | 'b' = 'a') => {
    const scope = await app.scope('owner', app.workspaces[where]);
    await openCtx(app.runtime, scope, (ctx) => ctx.emit(errandRun, { errandId, label }));
  };
  const deliveries = async (listener: string, where: 'a' | 'b' = 'a') =>
    (await app.jobs(where)).filter(({ job }) => job === listener);

  it('hears of changes of records, whichever door they came in by', async () => {
    const scope = await app.scope('owner');
    const { id } = await openCtx(app.runtime, scope, (ctx) =>
      ctx.db.table(errand).create({ subject: 'Milk' }),
    );
    await app.as('owner').patch(`/api/errands/errands/${id}`).send({ subject: 'Bread' }).expect(200);
    const by = `by user:${scope.actor.userId}`;
    await until(async () => (await app.effects()).some((label) => label.startsWith(`updated ${id}`)));
    const [created, updated] = (await app.effects()).filter((label) => label.includes(id));
    expect(created).to.equal(`created ${id} 1 ${by}`);
    expect(updated).to.match(new RegExp(`^updated ${id} 2 by apiKey:`));
  });

  it('hears an event once, and nothing of one that was rolled back', async () => {
    await openCtx(app.runtime, await app.scope('owner'), async (ctx) => {
      await ctx.emit(errandRun, { errandId: randomUUID(), label: 'taken back' });
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await emit('heard');
    await until(async () => (await app.effects()).includes('run heard'));
    await pause(300);
    const labels = await app.effects();
    expect(labels.filter((label) => label === 'run heard')).to.have.length(1);
    expect(labels).not.to.include('run taken back');
  });

  it('keeps a broken listener from delaying the others, and lays its deliveries aside', async () => {
    await emit('beside a broken one');
    await until(async () => (await app.effects()).includes('run beside a broken one'));
    await until(async () => (await deliveries('errands.break-down')).every(({ state }) => state === 'dead'));
    const [dead] = await deliveries('errands.break-down');
    expect(dead?.attempts).to.equal(2);
    expect(dead?.last_error).to.include('This listener is broken.');
  });

  it('keeps the order of the events of one record', async () => {
    const errandId = randomUUID();
    const labels = Array.from({ length: 30 }, (_, index) => `step ${index}`);
    for (const label of labels) await emit(label, errandId);
    const heard = async () => (await app.effects()).filter((label) => label.startsWith('run step'));
    await until(async () => (await heard()).length === labels.length);
    expect(await heard()).to.deep.equal(labels.map((label) => `run ${label}`));
  });

  it('tells a module that is off nothing, and begins anew when it is on again', async () => {
    await switchModule(app, 'errands', false, 'b');
    await emit('while off', randomUUID(), 'b');
    await pause(900);
    await switchModule(app, 'errands', true, 'b');
    await emit('while on', randomUUID(), 'b');
    await until(async () => (await app.effects('b')).includes('run while on'));
    expect(await app.effects('b')).not.to.include('run while off');
  });
});

describe('listeners: what is never lost', () => {
  let app: JobsApp;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());

  const emitMany = async (count: number) => {
    const scope = await app.scope('owner');
    const one = (index: number) =>
      openCtx(app.runtime, scope, async (ctx) => {
        await ctx.emit(errandRun, { errandId: randomUUID(), label: `many ${index}` });
        await pause(index % 5);
      });
    await Promise.all(Array.from({ length: count }, (_, index) => one(index)));
  };

  it('waits while no process works, however old it gets, and every event is heard once', async () => {
    const first = app.work();
    await until(async () => (await app.asSuperuser('select from listeners')).length === 3);
    await first.stop();
    await emitMany(60);
    await app.asSuperuser("update listeners set since = now() - interval '30 days'");
    await app.asSuperuser("update plugin_switches set switched_at = now() - interval '30 days'");
    await app.asSuperuser("update events set at = now() - interval '20 days'");
    expect(await forgetOldEvents(app.runtime)).to.equal(0);
    app.work();
    app.work();
    const heard = async () => (await app.effects()).filter((label) => label.startsWith('run many'));
    await until(async () => (await heard()).length >= 60);
    await pause(500);
    expect(new Set(await heard())).to.have.property('size', 60);
    expect(await heard()).to.have.length(60);
    expect(await forgetOldEvents(app.runtime)).to.equal(60);
  });

  it('keeps those that only a process of another version knows, until none has named them for a day', async () => {
    const others = "select 1 from listeners where id = 'newer.heard'";
    await app.asSuperuser(
      "insert into listeners (id, plugin, needs, is_in_order, max_attempts) values ('newer.heard', 'newer', '{newer}', true, 3)",
    );
    await registerListeners(app.runtime);
    expect(await app.asSuperuser(others)).to.have.length(1);
    await app.asSuperuser("update listeners set seen_at = now() - interval '25 hours'");
    await registerListeners(app.runtime);
    expect(await app.asSuperuser(others)).to.have.length(0);
    expect(await app.asSuperuser('select from listeners')).to.have.length(3);
  });
});
