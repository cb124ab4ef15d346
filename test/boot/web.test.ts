import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { type TestDatabase, testDatabase } from '../../core/testing/test-database.ts';
import { endProcesses, fixtureFolder, startProcess } from './started-process.ts';

const ready = /ready at (http:\/\/[^/\s]+)\S*\n/;

describe('boot: the web process', () => {
  let database: TestDatabase;
  let folder: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'guildhall-boot-'));
    env = {
      DATABASE_URL: database.adminUrl,
      DATABASE_ROLE_PREFIX: testRolePrefix,
      DATA_DIR: join(folder, 'data'),
      PLUGINS_DIR: join(folder, 'plugins'),
      PLUGIN_START_TIMEOUT_MS: '500',
    };
  });
  afterEach(async () => {
    await endProcesses();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const install = async (...names: string[]) => {
    for (const name of names)
      await cp(fixtureFolder(name), join(folder, 'plugins', name), { recursive: true });
  };

  it('prints one address, answers there, and stops in order on SIGTERM', async () => {
    await install('started');
    const server = startProcess(env);
    const [, address = ''] = await server.says(ready);
    expect(server.output().match(/https?:\/\//g)).to.have.lengthOf(1);
    expect(server.output()).to.match(/ready at \S+\/setup\?token=[\w-]{32}\n/);
    expect((await fetch(`${address}/readyz`)).status).to.equal(200);
    server.signal('SIGTERM');
    expect(await server.ended()).to.equal(0);
    expect(server.output()).to.match(/It has stopped\./);
  });

  it('stops on Ctrl-C just as well', async () => {
    const server = startProcess(env);
    await server.says(ready);
    server.signal('SIGINT');
    expect(await server.ended()).to.equal(0);
  });

  it('comes up with plugins from a folder elsewhere, whatever is wrong with some', async () => {
    await install('notes', 'throws-at-import', 'hangs-in-start', 'fails-to-migrate');
    const server = startProcess(env);
    const [, address = ''] = await server.says(ready);
    expect(server.output().match(/A plugin is in quarantine\./g)).to.have.lengthOf(3);
    expect((await fetch(`${address}/api/notes/notes`)).status).to.equal(401);
  });

  it('comes up again after a plugin that is gone left tables behind', async () => {
    await install('leaves-table-open', 'notes');
    const first = startProcess(env);
    await first.says(ready);
    first.signal('SIGTERM');
    await first.ended();
    await rm(join(folder, 'plugins', 'leaves-table-open'), { recursive: true });
    const second = startProcess(env);
    await second.says(ready);
    expect(second.output()).to.match(/A plugin that is gone left tables that do not keep workspaces apart/);
  });

  it('lives on when a plugin leaves errors uncaught, and says whose they are', async () => {
    await install('throws-later');
    const server = startProcess(env);
    const [, address = ''] = await server.says(ready);
    await server.says(/"plugin":"throws-later","what":"start",.*"msg":"An exception was caught by nobody\."/);
    await server.says(
      /"plugin":"throws-later","what":"start",.*"msg":"A rejected promise was handled by nobody\."/,
    );
    expect((await fetch(`${address}/readyz`)).status).to.equal(200);
  });

  it('says what to do when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const server = startProcess({ ...env, PORT: String(port) });
    expect(await server.ended()).to.equal(1);
    expect(server.output()).to.include(`Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT`);
    other.close();
  });

  it('refuses a bad configuration at once, every problem in one answer', async () => {
    const server = startProcess({ ...env, PORT: 'eighty', LOG_LEVEL: 'loud' });
    expect(await server.ended()).to.equal(1);
    expect(server.output()).to.match(/PORT: .*\n.*LOG_LEVEL: |LOG_LEVEL: .*\n.*PORT: /);
  });

  it('refuses a command it does not know', async () => {
    const server = startProcess(env, 'serve');
    expect(await server.ended()).to.equal(1);
    expect(server.output()).to.match(
      /no command "serve"\. Use all, web, worker, migrate, backup, restore, unmute, export or import/,
    );
  });

  it('brings tables up to date and ends when told to migrate, starting nothing', async () => {
    await install('notes', 'started');
    const migrating = startProcess(env, 'migrate');
    expect(await migrating.ended()).to.equal(0);
    expect(migrating.output()).to.match(/"plugin":"notes","steps":\["0001-create-notes"\]/);
    expect(migrating.output())
      .to.match(/All tables are up to date\./)
      .and.not.to.match(/It has started\./);
  });

  it('tells by its exit code that a plugin could not be migrated', async () => {
    await install('fails-to-migrate', 'notes');
    const migrating = startProcess(env, 'migrate');
    expect(await migrating.ended()).to.equal(1);
    expect(migrating.output()).to.match(/Migration 0002-create-second failed/);
  });
});
