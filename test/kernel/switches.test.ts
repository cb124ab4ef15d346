import { expect } from 'chai';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { gate, isOn } from '../../core/kernel/gate.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { listModules } from '../../core/modules/list-modules.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { Conflict, NotAllowed, NotFound } from '../../core/sdk/index.ts';
import { setUp } from '../../core/setup/set-up.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { TestWorkspace } from '../../core/testing/test-people.ts';
import { failureOf } from './failure-of.ts';

const fixtures = ['notes', 'notes-index', 'fails-to-seed', 'throws-in-start'];

describe('modules: the switches of a workspace', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await bootTestApp({ fixtures });
  });
  afterEach(() => app.stop());

  const move = async (id: string, isUp: boolean, alsoRequired = false) =>
    switchPlugin(app.runtime, await app.scope('admin'), id, isUp, { alsoRequired });
  const enabled = async (workspace: TestWorkspace) => [
    ...(await enabledPluginsOf(app.runtime, workspace.id)),
  ];
  const bodies = (workspace: TestWorkspace) =>
    inWorkspace(app.runtime.database, workspace.id, (unit) => unit.from('notes_notes').pluck('body'));

  it('gates a plugin in one workspace and leaves the other alone', async () => {
    expect(await move('notes-index', false)).to.deep.equal(['notes-index']);
    const [a, b] = [await app.scope('member'), await app.scope('member', app.workspaces.b)];
    expect([isOn(a, 'notes-index'), isOn(b, 'notes-index')]).to.deep.equal([false, true]);
    expect(() => gate(a, 'notes-index')).to.throw(NotFound);
    expect(() => gate(b, 'notes-index')).not.to.throw();
  });

  it('answers for a plugin that is off exactly as for one that never was', async () => {
    await move('notes-index', false);
    const scope = await app.scope('owner');
    const messages = ['notes-index', 'no-such-plugin'].map((id) => failureOf(() => gate(scope, id)).message);
    expect(messages[0]).to.equal(messages[1]);
  });

  it('fills the workspace when a plugin is switched on, once', async () => {
    expect(await bodies(app.workspaces.a)).to.deep.equal(['Welcome']);
    await move('notes-index', false);
    await move('notes', false);
    await move('notes', true);
    expect(await bodies(app.workspaces.a)).to.deep.equal(['Welcome']);
  });

  it('touches no data when a plugin is switched off', async () => {
    await move('notes-index', false);
    await move('notes', false);
    expect(await bodies(app.workspaces.a)).to.deep.equal(['Welcome']);
  });

  it('refuses to switch off what another needs, and says which', async () => {
    const refusal = await failureOf(() => move('notes', false));
    expect(refusal).to.be.instanceOf(Conflict);
    expect(refusal.message).to.equal('Index of notes needs Notes. Switch it off first.');
    expect((refusal as Conflict).details).to.deep.equal({ dependants: ['notes-index'] });
    expect(await enabled(app.workspaces.a)).to.deep.equal(['notes', 'notes-index']);
  });

  it('refuses to switch on what lacks another, or switches on both', async () => {
    await move('notes-index', false);
    await move('notes', false);
    const refusal = await failureOf(() => move('notes-index', true));
    expect(refusal.message).to.equal('Index of notes needs Notes. Switch on both, or leave it off.');
    expect((refusal as Conflict).details).to.deep.equal({ required: ['notes'] });
    expect(await move('notes-index', true, true)).to.deep.equal(['notes', 'notes-index']);
    expect(await enabled(app.workspaces.a)).to.deep.equal(['notes', 'notes-index']);
  });

  it('changes nothing when it stands there already', async () => {
    expect(await move('notes', true)).to.deep.equal([]);
    await move('notes-index', false);
    expect(await move('notes-index', false)).to.deep.equal([]);
  });

  it('keeps nothing of a switch whose seed fails, and says what failed', async () => {
    const refusal = await failureOf(() => move('fails-to-seed', true));
    expect(refusal).to.be.instanceOf(Conflict);
    expect(refusal.message).to.match(/^Fails to seed could not be set up here, so nothing was changed\./);
    expect(await bodies(app.workspaces.a)).to.deep.equal(['Welcome']);
    expect(await enabled(app.workspaces.a)).not.to.include('fails-to-seed');
  });

  it('leaves a failing module off in a new workspace, and the others on', async () => {
    expect(await enabled(app.workspaces.b)).to.deep.equal(['notes', 'notes-index']);
    const warned = app.log.lines.filter(
      ({ message }) => message === 'A module stays off in a new workspace.',
    );
    expect(warned.map(({ details }) => details.plugin)).to.deep.equal(['fails-to-seed', 'fails-to-seed']);
  });

  it('tells the first owner which modules stay off', async () => {
    const input = {
      name: 'Ada Lovelace',
      email: 'ada@first.example',
      password: 'nine brass gears turning slowly',
      workspaceName: 'First',
      currency: 'EUR',
      timezone: 'Europe/Amsterdam',
      locale: 'en-GB',
      modules: ['notes', 'fails-to-seed'],
    };
    const { workspace, modulesProblem } = await setUp(app.runtime, input);
    expect(modulesProblem).to.equal('Not switched on yet: Fails to seed. Try again in the settings.');
    expect([...(await enabledPluginsOf(app.runtime, workspace.id))]).to.deep.equal(['notes']);
  });

  it('refuses who may not manage modules', async () => {
    for (const role of ['member', 'viewer'] as const) {
      const scope = await app.scope(role);
      const refusal = await failureOf(() => switchPlugin(app.runtime, scope, 'notes-index', false));
      expect(refusal).to.be.instanceOf(NotAllowed);
    }
    expect(await enabled(app.workspaces.a)).to.include('notes-index');
  });

  it('refuses what is not there and what does not run', async () => {
    expect(await failureOf(() => move('no-such-plugin', true))).to.be.instanceOf(NotFound);
    expect((await failureOf(() => move('throws-in-start', true))).message).to.match(
      /does not run on this instance/,
    );
  });

  it('settles two switches moved at once that contradict each other', async () => {
    await move('notes-index', false);
    const outcomes = await Promise.allSettled([move('notes-index', true), move('notes', false)]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).to.have.lengthOf(1);
    expect((await enabled(app.workspaces.a)).join()).to.be.oneOf(['', 'notes,notes-index']);
  });

  it('lists what can be switched, with what hangs on it', async () => {
    const modules = await listModules(app.runtime, await app.scope('admin'));
    const briefly = modules.map(({ id, isOn: on, alsoOn, neededBy }) => [id, on, alsoOn, neededBy]);
    expect(briefly).to.deep.equal([
      ['fails-to-seed', false, [], []],
      ['notes-index', true, [], []],
      ['notes', true, [], ['Index of notes']],
      ['throws-in-start', false, [], []],
    ]);
  });
});
