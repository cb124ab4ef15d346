import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { restoreCommand } from '../../core/backup/commands/restore-command.ts';
import { migrateTables } from '../../core/boot/migrate-command.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { packFolder } from '../../core/packages/archive/pack-folder.ts';
import { installPackage } from '../../core/packages/install-package.ts';
import { previewPackage } from '../../core/packages/preview.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { addsPrice, writeShop } from '../packages/write-plugin.ts';
import { asCommand, backup, type EmptyMachine, emptyMachine, targetOf } from './backup-app.ts';

describe('backup: plugins that were installed as packages', () => {
  let app: TestApp;
  let machine: EmptyMachine;
  let folder: string;
  let path: string;

  before(async () => {
    app = await bootTestApp();
    machine = await emptyMachine();
    folder = await mkdtemp(join(tmpdir(), 'guildhall-test-packaged-'));
    await install('1.0.0');
    await fill('Lantern');
    path = (await backup(app)).path;
  });
  after(async () => {
    await machine.remove();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function install(version: string): Promise<void> {
    const migrations = version === '1.0.0' ? {} : addsPrice;
    const archive = await packFolder(await writeShop(join(folder, 'shop'), { version, migrations }));
    const { sha256 } = await previewPackage(app.runtime, { archive, source: 'file:shop.tgz', by: null });
    await installPackage(app.runtime, sha256, { by: { userId: null, name: 'Ada' }, consents: true });
    await asCommand({ ...app, dataDir: app.place.dataDir }, (parts) =>
      migrateTables(parts, { target: targetOf(app.ownerUrl), appUrl: app.appUrl }, []),
    );
  }

  function fill(name: string): Promise<unknown> {
    return withClient(app.ownerUrl, async (client) => {
      const { id } = app.workspaces.a;
      await client.query(`select set_config('app.workspace_id', $1, false)`, [id]);
      const text = 'insert into shop_things (workspace_id, id, name) values ($1, gen_random_uuid(), $2)';
      await client.query(text, [id, name]);
    });
  }

  async function restored(...words: string[]): Promise<{ code: number; said: string }> {
    const said: string[] = [];
    const code = await asCommand(machine, (parts) => restoreCommand(parts, words), said);
    return { code, said: said.join('\n') };
  }

  async function things(): Promise<unknown[]> {
    return withClient(machine.ownerUrl, async (client) => {
      await client.query(`select set_config('app.workspace_id', $1, false)`, [app.workspaces.a.id]);
      const { rows } = await client.query<{ name: string }>('select name from shop_things order by name');
      return rows.map(({ name }) => name);
    });
  }

  const packagesOf = async () => (await readdir(join(machine.dataDir, 'plugins'))).length;

  it('are not needed on the machine: the archive brings them along', async () => {
    const { code, said } = await restored(path);
    expect(code, said).to.equal(0);
    expect(await things()).to.deep.equal(['Lantern']);
    expect(await packagesOf()).to.equal(1);
  });

  it('come in the version of the archive, with --replace, where another one is here', async () => {
    await install('2.0.0');
    await fill('Rope');
    const newer = await backup(app);
    const { code, said } = await restored(newer.path, '--replace');
    expect(code, said).to.equal(0);
    expect(await things()).to.deep.equal(['Lantern', 'Rope']);
  });

  it('are refused when their code is not what its checksum says, and may be left out', async () => {
    await withClient(app.ownerUrl, (client) =>
      client.query(`update plugin_packages set content = content || '\\x00'::bytea`),
    );
    const spoiled = await backup(app);
    const { code, said } = await restored(spoiled.path, '--replace');
    expect([code, said]).to.satisfy(
      ([exit, text]: [number, string]) =>
        exit === 1 && /package of the plugin shop.*--without shop/.test(text),
    );
    expect(await things()).to.deep.equal(['Lantern', 'Rope']);
  });
});
