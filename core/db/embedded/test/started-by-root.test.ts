import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { findBinaries } from '../binaries.ts';
import { parseAccounts } from '../server-user.ts';
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';

async function answer(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select 1 as one');
  await client.end();
  return rows[0];
}

async function chownAll(folder: string, uid: number): Promise<void> {
  await chown(folder, uid, uid);
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), uid, uid);
}

describe('embedded PostgreSQL: the account it runs as', () => {
  it('reads accounts from the password file and leaves root out', () => {
    const accounts = parseAccounts(
      'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n+::::::\n',
    );
    expect(accounts).to.deep.equal([{ name: 'nobody', uid: 65534, gid: 65534 }]);
  });
});

// Only root has another account to switch to; an ordinary user runs the server as itself.
if (process.getuid?.() === 0) {
  describe('embedded PostgreSQL: started by root below a folder nobody else may enter', () => {
    let folder: string;
    let checkout: string;
    let shelter: string;
    const start = (dataDir = join(checkout, 'data')) =>
      startEmbeddedPostgres({
        dataDir,
        isThrowaway: true,
        binaries: { folder: join(checkout, 'native'), release: 'test' },
        shelters: [join(checkout, 'no shelter'), shelter],
      });

    beforeEach(async function () {
      this.timeout(60_000);
      folder = await mkdtemp(join(tmpdir(), `guildhall-test-${process.pid}-`));
      await chmod(folder, 0o755);
      checkout = join(folder, 'root', 'guildhall');
      shelter = join(folder, 'shelter');
      await mkdir(checkout, { recursive: true });
      await cp(findBinaries().folder, join(checkout, 'native'), { recursive: true, verbatimSymlinks: true });
      await chmod(join(folder, 'root'), 0o700);
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    it('runs from a reachable place that the data folder links to', async () => {
      const server = await start();
      expect(await answer(server.url)).to.deep.equal({ one: 1 });
      const entry = join(checkout, 'data', 'postgres');
      expect((await lstat(entry)).isSymbolicLink()).to.equal(true);
      expect(await realpath(entry)).to.equal(server.folder);
      expect((await stat(join(server.folder, 'data'))).uid).not.to.equal(0);
      await server.stop();
      const again = await start();
      expect(again.url).to.equal(server.url);
      await again.stop();
    });

    it('runs as the user a data folder belongs to already', async () => {
      const dataDir = join(folder, 'data');
      await (await start(dataDir)).stop();
      const nobody = 65534;
      await chownAll(join(dataDir, 'postgres'), nobody);
      const server = await start(dataDir);
      expect((await stat(join(server.folder, 'data', 'postmaster.pid'))).uid).to.equal(nobody);
      await server.stop();
    });

    it('shares one copy of the programs, which only root may change', async () => {
      for (const data of ['one', 'two']) await (await start(join(checkout, data))).stop();
      expect(await readdir(join(shelter, 'programs'))).to.deep.equal(['postgres-test']);
      const { uid, mode } = await stat(join(shelter, 'programs', 'postgres-test', 'bin', 'postgres'));
      expect([uid, mode & 0o777]).to.deep.equal([0, 0o755]);
    });

    it('follows a data folder that was moved to where the account cannot enter', async () => {
      const before = await start(join(folder, 'data'));
      await before.stop();
      await rename(join(folder, 'data'), join(checkout, 'data'));
      const after = await start();
      expect(await answer(after.url)).to.deep.equal({ one: 1 });
      expect(after.folder).to.contain(shelter);
      await after.stop();
    });

    it('does not start empty when the place it links to is gone', async () => {
      const server = await start();
      await server.stop();
      await rm(server.folder, { recursive: true });
      const error = await start().catch((caught: Error) => caught);
      expect(String(error)).to.contain('points to a folder that is gone');
    });

    it('refuses a shelter that others may write to', async () => {
      await mkdir(shelter);
      await chmod(shelter, 0o777);
      const error = await start().catch((caught: Error) => caught);
      expect(String(error)).to.contain('start it as an ordinary user');
    });
  });
}
