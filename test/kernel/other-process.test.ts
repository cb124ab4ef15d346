import { expect } from 'chai';
import { type OpenBroadcast, openBroadcast } from '../../core/db/broadcast-postgres.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import type { Runtime } from '../../core/runtime.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';

describe('modules: switches over several processes', () => {
  let app: TestApp;
  let line: OpenBroadcast;
  let other: Runtime;

  before(async () => {
    app = await bootTestApp({ fixtures: ['notes'] });
    line = await openBroadcast({ url: app.appUrl, log: app.log });
    other = { ...app.runtime, broadcast: line };
  });
  after(async () => {
    await line.close();
    await app.stop();
  });

  it('reach the others in less than a second', async () => {
    const { id } = app.workspaces.a;
    expect([...(await enabledPluginsOf(other, id))]).to.deep.equal(['notes']);
    const startedAt = performance.now();
    await switchPlugin(app.runtime, await app.scope('admin'), 'notes', false);
    while ((await enabledPluginsOf(other, id)).size > 0) await new Promise((resume) => setTimeout(resume, 5));
    expect(performance.now() - startedAt).to.be.below(1_000);
  });
});
