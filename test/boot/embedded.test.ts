import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { endProcesses, startProcess } from './started-process.ts';

const ready = /ready at (http:\/\/[^/\s]+)\S*\n/;

describe('boot: on the embedded PostgreSQL', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-boot-'));
    await chmod(folder, 0o711);
  });
  afterEach(endProcesses);
  after(() => rm(folder, { recursive: true, force: true }));

  const start = () => startProcess({ DATA_DIR: join(folder, 'data'), PLUGINS_DIR: join(folder, 'plugins') });

  it('makes everything at the first start, and takes it down with itself', async () => {
    const server = start();
    const [, address = ''] = await server.says(ready);
    expect(server.output()).to.match(/first start only/);
    expect((await fetch(`${address}/readyz`)).status).to.equal(200);
    server.signal('SIGTERM');
    expect(await server.ended()).to.equal(0);
  });

  it('makes nothing again at the second start', async () => {
    const server = start();
    await server.says(ready);
    expect(server.output()).not.to.match(/first start only|brought up to date/);
  });

  it('comes up again after kill -9', async () => {
    const server = start();
    await server.says(ready);
    server.signal('SIGKILL');
    await server.ended();
    const [, address = ''] = await start().says(ready);
    expect((await fetch(`${address}/readyz`)).status).to.equal(200);
  });
});
