import { expect } from 'chai';
import { quarantinePlugin, releasePlugin } from '../../core/faults/quarantine.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { findPlugin } from '../kernel/find-plugin.ts';

const words = { by: { userId: null, name: 'A test' }, reason: 'Just so.' };

const env = {
  PLUGIN_BREAKER_FAULTS: '5',
  PLUGIN_BREAKER_WINDOW_MS: '20000',
  PLUGIN_BREAKER_PAUSE_MS: '400',
  PLUGIN_QUARANTINE_AFTER: '3',
};

async function until(holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const giveUpAt = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error('It never came to that.');
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

describe('faults of plugins: the breaker', () => {
  let app: TestApp;
  let other: TestRuntime;

  beforeEach(async () => {
    app = await bootTestApp({ fixtures: ['stumbles', 'notes'], env });
    other = await bootAgain(app, env);
  });
  afterEach(async () => {
    await other.stop();
    await app.stop();
  });

  const walk = (way: string) => app.as('viewer').get(`/api/stumbles/walk/${way}`);
  const stumble = async (times: number) => {
    for (let count = 0; count < times; count++) expect((await walk('throw')).status).to.be.oneOf([500, 503]);
  };
  const stateIn = ({ runtime }: TestRuntime, id = 'stumbles') => findPlugin({ runtime }, id).state;

  it('tells whose fault it was, where and for whom', async () => {
    await walk('throw');
    const line = app.log.lines.find(({ message }) => message === 'A plugin failed.');
    expect(line?.details).to.include({
      plugin: 'stumbles',
      what: 'route GET /walk/:way',
      workspace: app.workspaces.a.id,
    });
    expect(line?.details.requestId).to.match(/^[0-9a-f]{8}-/);
  });

  it('holds the plugin back after enough faults, and says so to who asks', async () => {
    await stumble(5);
    const { status, headers, body } = await walk('well');
    expect(status).to.equal(503);
    expect(Number(headers['retry-after'])).to.be.at.least(1);
    expect(body.error).to.include({ code: 'unavailable' });
    expect(body.error.details).to.deep.equal({ plugin: 'stumbles' });
    expect((await app.as('viewer').get('/api/notes/notes')).status).to.equal(200);
  });

  it('does not count what is asked wrongly or refused', async () => {
    for (let count = 0; count < 12; count++) {
      expect((await walk('refuse')).status).to.equal(404);
      expect((await walk('nonsense')).status).to.equal(422);
    }
    expect((await walk('well')).status).to.equal(200);
  });

  it('does not hold back what works for most', async () => {
    for (let count = 0; count < 12; count++) await walk('well');
    await stumble(6);
    expect((await walk('well')).status).to.equal(200);
  });

  it('lets one call try after the rest, and all of them when it works', async () => {
    await stumble(5);
    await until(async () => (await walk('well')).status === 200);
    expect((await walk('well')).status).to.equal(200);
    await until(async () => (await openings()).every(({ closed }) => closed));
  });

  const openings = async () =>
    (
      await app.runtime.database.pool.query(
        'select openings, closed_at is not null as closed from plugin_breakers',
      )
    ).rows as { openings: number; closed: boolean }[];

  it('is one breaker for all processes', async () => {
    await stumble(5);
    const call = { plugin: 'stumbles', what: 'a test' };
    await until(() => {
      try {
        other.runtime.pluginCalls.enter(call.plugin);
        return false;
      } catch {
        return true;
      }
    });
    expect(() => other.runtime.pluginCalls.enter('notes')).not.to.throw();
  });

  it('ends in quarantine for everybody when it opens again and again', async () => {
    await until(async () => {
      await walk('throw');
      return stateIn(app) === 'quarantined';
    }, 20_000);
    await until(() => stateIn(other) === 'quarantined', 2_000);
    expect(findPlugin(app, 'stumbles').problems.join()).to.match(/held back 3 times.*stumbled/);
    expect((await walk('well')).status).to.equal(404);
    const told = [...app.log.lines, ...other.log.lines].filter(
      ({ message }) => message === 'A plugin is in quarantine.',
    );
    expect(told).to.have.lengthOf(1);
  });
});

describe('faults of plugins: quarantine', () => {
  let app: TestApp;
  let other: TestRuntime;

  beforeEach(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'notes-index', 'stumbles'], env });
    other = await bootAgain(app, env);
  });
  afterEach(async () => {
    await other.stop();
    await app.stop();
  });

  const read = async () => (await app.as('viewer').get('/api/notes/notes')).status;
  const seenBy = ({ runtime }: TestRuntime) => enabledPluginsOf(runtime, app.workspaces.a.id);

  it('takes effect on every process within a second, with what stands on it, and touches no data', async () => {
    expect([...(await seenBy(other))]).to.deep.equal(['notes', 'notes-index', 'stumbles']);
    const began = performance.now();
    await quarantinePlugin(app.runtime, 'notes', 'somebody said so.');
    expect(await read()).to.equal(404);
    await until(async () => (await seenBy(other)).size === 1);
    expect(performance.now() - began).to.be.below(1_000);
    expect([...(await seenBy(app))]).to.deep.equal(['stumbles']);
  });

  it('keeps its first reason', async () => {
    expect(await quarantinePlugin(app.runtime, 'notes', 'the first.')).to.equal(true);
    expect(await quarantinePlugin(app.runtime, 'notes', 'the second.')).to.equal(false);
    expect(findPlugin(app, 'notes').problems.join()).to.match(/the first\./);
  });

  it('ends on release at once, with the data and the switches as they were', async () => {
    await quarantinePlugin(app.runtime, 'notes', 'somebody said so.');
    await releasePlugin(app.runtime, 'notes');
    expect(await read()).to.equal(200);
    await until(async () => (await seenBy(other)).size === 3);
  });

  it('holds over a restart, where its code is not even loaded', async () => {
    await quarantinePlugin(app.runtime, 'notes', 'somebody said so.');
    const next = await bootAgain(app, env);
    expect(findPlugin(next, 'notes')).to.include({ state: 'quarantined', declaration: null });
    expect(findPlugin(next, 'notes').problems.join()).to.match(/in quarantine.*somebody said so/);
    await releasePlugin(next.runtime, 'notes');
    await next.stop();
    const after = await bootAgain(app, env);
    expect(findPlugin(after, 'notes').state).to.equal('enabled');
    await after.stop();
  });

  it('is not disabling, which takes effect at once just the same', async () => {
    await moveState(app.runtime, 'notes', 'disabled', words);
    expect(await read()).to.equal(404);
    expect(findPlugin(app, 'notes').state).to.equal('disabled');
    await moveState(app.runtime, 'notes', 'installed', words);
    expect(await read()).to.equal(200);
  });
});
