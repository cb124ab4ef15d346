import { expect } from 'chai';
import { inInstance } from '../../core/db/unit-of-work.ts';
import { pluginTrail } from '../../core/kernel/states/audit-trail.ts';
import { knownStates } from '../../core/kernel/states/known-states.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { Conflict, NotFound } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { refusal } from '../people/refusal.ts';

const words = { by: { userId: null, name: 'Ada' }, reason: 'It sent the wrong letters.' };

describe('plugin states: a move', () => {
  let app: TestApp;
  let other: TestRuntime;

  beforeEach(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'notes-index'] });
    other = await bootAgain(app);
  });
  afterEach(async () => {
    await other.stop();
    await app.stop();
  });

  const on = async (instance: TestRuntime = app) =>
    [...(await enabledPluginsOf(instance.runtime, app.workspaces.a.id))].sort();
  const stateOf = async (id: string) =>
    (await knownStates(app.runtime.database)).find((known) => known.id === id);
  const eventually = async (wanted: readonly string[], instance: TestRuntime) => {
    const began = performance.now();
    while ((await on(instance)).join() !== wanted.join()) {
      if (performance.now() - began > 10_000) throw new Error(`On are ${await on(instance)}.`);
      await new Promise((resume) => setTimeout(resume, 5));
    }
    return performance.now() - began;
  };

  it('takes a plugin and what stands on it out of service in every process at once, and back', async () => {
    expect(await on(other)).to.deep.equal(['notes', 'notes-index']);
    await moveState(app.runtime, 'notes', 'quarantined', words);
    expect(await on()).to.deep.equal([]);
    const ms = await eventually([], other);
    await app.as('member').get('/api/notes/notes').expect(404);
    await moveState(app.runtime, 'notes', 'installed', { ...words, reason: 'It was mended.' });
    await eventually(['notes', 'notes-index'], other);
    await app.as('member').get('/api/notes/notes').expect(200);
    console.log(`      a quarantine was heard by the other process after ${Math.round(ms)} ms`);
    expect(ms).to.be.below(1_000);
  });

  it('is remembered over a restart, with its reason', async () => {
    await moveState(app.runtime, 'notes', 'quarantined', words);
    const again = await bootAgain(app);
    const [notes] = again.runtime.registry.plugins.filter(({ id }) => id === 'notes');
    expect(notes?.state).to.equal('quarantined');
    expect(notes?.problems.join()).to.include('It sent the wrong letters.');
    expect(await stateOf('notes')).to.include({ state: 'quarantined', heldAs: 'quarantined' });
    await again.stop();
  });

  it('leaves who, when, from where, to where and why in the trail', async () => {
    await moveState(app.runtime, 'notes', 'disabled', words);
    const trail = await pluginTrail(app.runtime.database, 'notes');
    expect(trail[0]).to.include({ actor: 'Ada', from: 'enabled', to: 'disabled', reason: words.reason });
    expect(trail.map(({ to }) => to).reverse()).to.deep.equal([
      ...['discovered', 'installed', 'enabled'],
      'disabled',
    ]);
    expect(trail[0]?.at).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it('cannot be struck from the trail by the role that serves requests', async () => {
    for (const text of [
      'update instance_audit set reason = $1',
      'delete from instance_audit where reason <> $1',
    ]) {
      const changed = inInstance(app.runtime.database, (unit) =>
        unit.run({ text: `${text} returning 1 as one`, values: ['x'] }),
      );
      expect(
        await changed.then(
          (rows) => rows.length,
          () => 0,
        ),
      ).to.equal(0);
    }
    const trail = await pluginTrail(app.runtime.database, null);
    expect(trail.every(({ reason }) => reason !== 'x')).to.equal(true);
    expect(trail.length).to.be.greaterThan(5);
  });

  it('writes nothing when the plugin is there already', async () => {
    await moveState(app.runtime, 'notes', 'disabled', words);
    await moveState(app.runtime, 'notes', 'disabled', words);
    expect(
      (await pluginTrail(app.runtime.database, 'notes')).filter(({ to }) => to === 'disabled'),
    ).to.have.length(1);
  });

  it('is refused when there is no such move or plugin', async () => {
    await refusal(moveState(app.runtime, 'notes', 'discovered', words), Conflict);
    await refusal(moveState(app.runtime, 'nobody', 'disabled', words), NotFound);
  });

  it('cannot switch on what is held back', async () => {
    await moveState(app.runtime, 'notes', 'disabled', words);
    const scope = await app.scope('owner');
    const switching = switchPlugin(app.runtime, scope, 'notes-index', true, { alsoRequired: true });
    const { message } = await refusal(switching, Conflict);
    expect(message).to.match(/does not run on this instance/);
  });
});
