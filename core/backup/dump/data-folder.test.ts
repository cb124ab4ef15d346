import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ArchiveRefused } from '../archive/refused.ts';
import { dataFiles } from './data-folder.ts';

describe('backup: what of the data folder belongs into one', () => {
  let outer: string;
  beforeEach(async () => {
    outer = await mkdtemp(join(tmpdir(), 'guildhall-data-folder-'));
  });
  afterEach(() => rm(outer, { recursive: true, force: true }));

  it('is also what lies on another disk, by a link, and nothing that a file links to', async () => {
    const dataDir = join(outer, 'data');
    const disk = join(outer, 'disk');
    await mkdir(join(disk, 'files', 'workspace'), { recursive: true });
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(disk, 'files', 'workspace', 'one'), 'x');
    await writeFile(join(disk, 'private'), 'x');
    await writeFile(join(dataDir, 'postgres', 'two'), 'x');
    await symlink(join(disk, 'files'), join(dataDir, 'files'));
    await symlink(join(disk, 'private'), join(disk, 'files', 'workspace', 'link'));
    await mkdir(join(disk, 'files', 'lost+found'), { mode: 0 });
    const found: string[] = [];
    const folder = { dataDir, backupDir: join(dataDir, 'backups'), since: new Date(0) };
    for await (const { path } of dataFiles(folder)) found.push(path);
    expect(found).to.deep.equal(['files/workspace/one']);
  });

  const refusal = async (dataDir: string) => {
    const folder = { dataDir, backupDir: join(dataDir, 'backups'), since: new Date(0) };
    try {
      for await (const _file of dataFiles(folder));
      return null;
    } catch (error) {
      return error;
    }
  };

  it('is refused, not left out, when it cannot be read or its disk is not there', async () => {
    const dataDir = join(outer, 'data');
    const missing = await refusal(dataDir);
    expect(missing).to.be.instanceOf(ArchiveRefused).with.property('message').that.includes('is not there');
    await mkdir(dataDir);
    expect(await refusal(dataDir)).to.equal(null);
    await symlink(join(outer, 'unmounted'), join(dataDir, 'files'));
    const broken = await refusal(dataDir);
    expect(broken).to.be.instanceOf(ArchiveRefused).with.property('message').that.includes('is mounted');
    await rm(join(dataDir, 'files'));
    // A link that leads to itself: what cannot be read, also for a superuser.
    await symlink(join(dataDir, 'loop'), join(dataDir, 'loop'));
    expect(await refusal(dataDir))
      .to.be.instanceOf(ArchiveRefused)
      .with.property('message')
      .that.includes('ELOOP');
  });

  it('is what was removed, when rows still speak of it', async () => {
    const dataDir = join(outer, 'data');
    await mkdir(join(dataDir, 'files', 'workspace'), { recursive: true });
    for (const name of ['one', 'two'])
      await writeFile(join(dataDir, 'files', 'workspace', `${name}.removed`), 'x');
    const found: string[] = [];
    const since = new Date(Date.now() + 60_000);
    const named = new Set(['files/workspace/one']);
    for await (const { path } of dataFiles({ dataDir, backupDir: join(outer, 'backups'), since, named }))
      found.push(path);
    expect(found).to.deep.equal(['files/workspace/one']);
  });
});
