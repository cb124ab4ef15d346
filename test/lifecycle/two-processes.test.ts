import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { endProcesses, fixtureFolder, startProcess } from '../boot/started-process.ts';

describe('plugins: a switch in one process, seen from another', () => {
  let app: TestApp;
  let folder: string;
  let address: string;
  before(async () => {
    app = await bootTestApp({ fixtures: ['notes'] });
    folder = await mkdtemp(join(tmpdir(), 'guildhall-two-'));
    await cp(fixtureFolder('notes'), join(folder, 'plugins', 'notes'), { recursive: true });
    const cluster = await testClusterUrl();
    const { database } = readLogin(app.ownerUrl);
    const server = startProcess({
      DATABASE_URL: withLogin(cluster, { ...readLogin(cluster), database }),
      DATABASE_ROLE_PREFIX: testRolePrefix,
      DATA_DIR: join(folder, 'data'),
      PLUGINS_DIR: join(folder, 'plugins'),
    });
    [, address = ''] = await server.says(/ready at (http:\/\/[^/\s]+)/);
  });
  after(async () => {
    await endProcesses();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (workspace: 'a' | 'b') => {
    const headers = { authorization: `Bearer ${app.keys[workspace].member}` };
    return (await fetch(`${address}/api/notes/notes`, { headers })).status;
  };

  it('holds there in less than a second, and nothing is dropped for another workspace', async () => {
    expect([await ask('a'), await ask('b')]).to.deep.equal([200, 200]);
    const others: number[] = [];
    const times: number[] = [];
    for (const isOn of [false, true, false, true]) {
      await switchModule(app, 'notes', isOn);
      const began = performance.now();
      while ((await ask('a')) !== (isOn ? 200 : 404)) {
        others.push(await ask('b'));
        if (performance.now() - began > 10_000) throw new Error('It was never seen.');
      }
      times.push(Math.round(performance.now() - began));
      others.push(await ask('b'));
    }
    console.log(
      `      seen by the other process after ${times.join(', ')} ms; ${others.length} requests of another workspace, all answered`,
    );
    expect(Math.max(...times)).to.be.below(1_000);
    expect(others.every((status) => status === 200)).to.equal(true);
  });
});
