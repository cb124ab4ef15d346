import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { removeOldBackups } from '../../core/backup/remove-old-backups.ts';

describe('backup: old ones', () => {
  it('go by age, the newest stay, and what else lies there is left alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guildhall-test-old-'));
    const ours = ['20260301', '20260302', '20260303'].map((day) => `guildhall-${day}-020000.tar.gz.age`);
    const others = ['before-restore-20200101-000000.tar.gz', 'notes.txt'];
    for (const name of [...ours, ...others]) await writeFile(join(folder, name), '');
    expect(await removeOldBackups(folder, 2)).to.deep.equal([ours[0]]);
    expect((await readdir(folder)).sort()).to.deep.equal(
      [...others.slice(0, 1), ...ours.slice(1), 'notes.txt'].sort(),
    );
    await rm(folder, { recursive: true, force: true });
  });
});
