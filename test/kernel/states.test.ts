import { expect } from 'chai';
import type { LoadedPlugin } from '../../core/kernel/loaded-plugin.ts';
import { type KnownState, knownStates } from '../../core/kernel/states/known-states.ts';
import { rememberStates } from '../../core/kernel/states/remember-states.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { bootAgain, bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { findPlugin } from './find-plugin.ts';

describe('kernel: what the instance remembers of plugins', () => {
  let instance: TestRuntime;
  beforeEach(async () => {
    instance = await bootTestRuntime({ fixtures: ['notes', 'notes-index', 'throws-in-start'] });
  });
  afterEach(() => instance.stop());

  const words = { by: { userId: null, name: 'Ada' }, reason: 'We no longer take notes.' };
  const loaded = () => instance.runtime.registry.plugins as readonly LoadedPlugin[];

  const known = async (id: string): Promise<KnownState> => {
    const found = (await knownStates(instance.runtime.database)).find((state) => state.id === id);
    if (!found) throw new Error(`Nothing is known of ${id}.`);
    return found;
  };

  it('keeps state, version, problems and times', async () => {
    const { state, version, problems, enabledAt } = await known('notes');
    expect([state, version, problems]).to.deep.equal(['enabled', '1.2.0', []]);
    expect(enabledAt).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it('keeps why one is in quarantine', async () => {
    const { state, problems, enabledAt } = await known('throws-in-start');
    expect([state, enabledAt]).to.deep.equal(['quarantined', null]);
    expect(problems.join()).to.match(/no port is free/);
  });

  it('notes that one is gone, and its last version', async () => {
    await rememberStates(
      instance.runtime.database,
      loaded().filter(({ id }) => id !== 'notes'),
    );
    const { state, version } = await known('notes');
    expect([state, version]).to.deep.equal(['missing', '1.2.0']);
  });

  it('writes nothing when nothing changed', async () => {
    const before = await knownStates(instance.runtime.database);
    await rememberStates(instance.runtime.database, loaded());
    expect(await knownStates(instance.runtime.database)).to.deep.equal(before);
  });

  it('leaves a disabled plugin alone at the next start, and what requires it', async () => {
    await moveState(instance.runtime, 'notes', 'disabled', words);
    const again = await bootAgain(instance);
    expect(findPlugin(again, 'notes').state).to.equal('disabled');
    expect(findPlugin(again, 'notes-index').problems.join()).to.match(/it needs "notes", which is disabled/);
    expect([...again.runtime.registry.resources.keys()]).to.deep.equal([]);
    expect((await known('notes')).heldAs).to.equal('disabled');
    await again.stop();
  });

  it('takes it up again when it is allowed', async () => {
    await moveState(instance.runtime, 'notes', 'disabled', words);
    await moveState(instance.runtime, 'notes', 'installed', words);
    const again = await bootAgain(instance);
    expect(findPlugin(again, 'notes').state).to.equal('enabled');
    await again.stop();
  });

  it('boots the core alone in safe mode, and remembers nothing of it', async () => {
    const again = await bootAgain(instance, { SAFE_MODE: 'true' });
    const states = again.runtime.registry.plugins.map(({ id, state }) => `${id} ${state}`);
    expect(states).to.have.members(['notes disabled', 'notes-index disabled', 'throws-in-start disabled']);
    expect(again.runtime.registry.permissions.has('workspace:manage-modules')).to.equal(true);
    expect(again.runtime.registry.permissions.has('notes:read')).to.equal(false);
    expect((await known('notes')).state).to.equal('enabled');
    await again.stop();
  });
});
