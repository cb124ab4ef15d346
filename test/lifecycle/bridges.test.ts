import { join } from 'node:path';
import { expect } from 'chai';
import { folderCandidate } from '../../core/kernel/find/folder-candidates.ts';
import { backFill } from '../../core/modules/back-fill.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { listModules } from '../../core/modules/list-modules.ts';
import { packageRoot } from '../../core/package-root.ts';
import { Conflict } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { refusal } from '../people/refusal.ts';

async function bodies(app: TestApp, workspace: 'a' | 'b' = 'a'): Promise<string[]> {
  const { body } = await app.as('member', app.workspaces[workspace]).get('/api/notes/notes').expect(200);
  return (body as { data: { body: string }[] }).data.map((note) => note.body).sort();
}

describe('modules: a bridge', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'guestbook', 'bridges-notes'] });
  });
  after(() => app.stop());
  const on = async () => [...(await enabledPluginsOf(app.runtime, app.workspaces.a.id))].sort();

  it('is on where all it requires are on, and filled the workspace once', async () => {
    expect(await on()).to.deep.equal(['bridges-notes', 'guestbook', 'notes']);
    expect(await bodies(app)).to.deep.equal(['Both are here', 'Welcome']);
  });

  it('goes with either side and comes back with it, filling nothing again', async () => {
    await switchModule(app, 'guestbook', false);
    expect(await on()).to.deep.equal(['notes']);
    await switchModule(app, 'guestbook', true);
    expect(await on()).to.deep.equal(['bridges-notes', 'guestbook', 'notes']);
    expect(await bodies(app)).to.deep.equal(['Both are here', 'Welcome']);
  });

  it('has no switch of its own, and the list says with what it comes', async () => {
    await refusal(switchModule(app, 'bridges-notes', false), Conflict);
    const modules = await listModules(app.runtime, await app.scope('admin'));
    expect(modules.find(({ id }) => id === 'bridges-notes')?.comesWith).to.deep.equal([
      'Guest book',
      'Notes',
    ]);
    expect(modules.find(({ id }) => id === 'notes')?.neededBy).to.deep.equal([]);
  });
});

describe('modules: a plugin that comes later', () => {
  let app: TestApp;
  let later: TestRuntime;
  before(async () => {
    app = await bootTestApp({ fixtures: ['notes'] });
    const fixtures = ['notes', 'guestbook', 'bridges-notes', 'notes-index'];
    const candidates = fixtures.map((name) =>
      folderCandidate(join(packageRoot(), 'test', 'fixtures', 'plugins', name)),
    );
    later = await bootAgain({ ...app, place: { ...app.place, candidates } });
  });
  after(async () => {
    await later.stop();
    await app.stop();
  });
  const on = async (workspace: 'a' | 'b') =>
    [...(await enabledPluginsOf(later.runtime, app.workspaces[workspace].id))].sort();

  it('comes into workspaces that were there, when it is on by default or a bridge', async () => {
    await backFill(later.runtime);
    expect(await on('a')).to.deep.equal(['bridges-notes', 'guestbook', 'notes']);
    expect(await on('b')).to.deep.equal(['bridges-notes', 'guestbook', 'notes']);
    expect(await bodies(app, 'b')).to.deep.equal(['Both are here', 'Welcome']);
  });

  it('comes once, also when two processes look at the same time', async () => {
    await Promise.all([backFill(later.runtime), backFill(later.runtime)]);
    expect(await bodies(app, 'b')).to.deep.equal(['Both are here', 'Welcome']);
  });
});
