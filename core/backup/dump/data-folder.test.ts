import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
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
    await symlink(join(disk, 'nowhere'), join(dataDir, 'broken'));
    const found: string[] = [];
    const folder = { dataDir, backupDir: join(dataDir, 'backups'), since: new Date(0) };
    for await (const { path } of dataFiles(folder)) found.push(path);
    expect(found).to.deep.equal(['files/workspace/one']);
  });
});
