import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { appliedSteps } from '../../core/db/migrations/run.ts';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { knownStates } from '../../core/kernel/states/known-states.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { leftoversOf } from '../../core/lifecycle/uninstall/leftovers.ts';
import { uninstallPlugin } from '../../core/lifecycle/uninstall/uninstall-plugin.ts';
import { packFolder } from '../../core/packages/archive/pack-folder.ts';
import { installPackage } from '../../core/packages/install-package.ts';
import { installations } from '../../core/packages/installations.ts';
import { previewPackage } from '../../core/packages/preview.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { endProcesses, type StartedProcess, startOnce } from '../boot/started-process.ts';
import { isLong } from '../processes/house.ts';
import { until } from '../processes/until.ts';
import { type PluginText, writeShop } from './write-plugin.ts';

const words = { by: { userId: null, name: 'Ada' }, reason: 'To see.' };

/** Plugin code kills its own process at the point that is tested, once: a file remembers that it did. */
describe('packages: kill -9 at the edges of a plugin’s life', function () {
  this.timeout(600_000);
  let instance: TestRuntime;
  let folder: string;
  let kills = 0;

  beforeEach(async () => {
    instance = await bootTestRuntime();
    folder = await mkdtemp(join(tmpdir(), 'guildhall-edges-'));
    await mkdir(join(folder, 'plugins'));
  });
  afterEach(async () => {
    await endProcesses();
    await instance.stop();
    await rm(folder, { recursive: true, force: true });
  });
  after(() => console.log(`      ${kills} kills, every state legal and every plugin whole afterwards`));

  const note = (edge: string) =>
    `const fs = await import('node:fs'); fs.appendFileSync('${join(folder, 'log')}', '${edge} ');`;
  const killOnce = (edge: string) => `${note(edge)} if (!fs.existsSync('${join(folder, edge)}')) {
    fs.writeFileSync('${join(folder, edge)}', ''); process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); }`;
  const create = `await schema.workspaceTable('shop_things', (table) => {
    table.text('name', { required: true, max: 100 }); table.filterIndex('name'); table.sortIndex('name'); });`;
  const first = (kill: string) => ({
    '0001-create-things': { up: `${create} ${kill}`, down: `await schema.dropTable('shop_things');` },
  });
  const price = (up: string, down = '') => ({
    '0002-add-price': {
      up: `await schema.alterTable('shop_things', (table) => { table.bigint('price_minor'); }); ${up}`,
      down: `await schema.dropColumn('shop_things', 'price_minor'); ${down}`,
    },
  });

  const start = (): StartedProcess =>
    startOnce(
      {
        DATABASE_URL: instance.ownerUrl,
        DATABASE_APP_URL: instance.appUrl,
        DATABASE_ROLE_PREFIX: testRolePrefix,
        DATA_DIR: join(folder, 'data'),
        PLUGINS_DIR: join(folder, 'plugins'),
        WORKER_PORT: '0',
      },
      'worker',
    );
  const startAndDie = async () => {
    const process = start();
    expect(await process.ended(), process.output()).to.equal(null);
    kills += 1;
  };
  const startAndStay = async () => {
    const process = start();
    await process.says(/ready at/);
    return process;
  };
  const end = async (process: StartedProcess) => {
    process.signal('SIGTERM');
    expect(await process.ended()).to.equal(0);
  };
  const install = async (text: PluginText) => {
    const archive = await packFolder(await writeShop(join(folder, 'shop'), text));
    const { sha256 } = await previewPackage(instance.runtime, { archive, source: 'file:shop.tgz', by: null });
    await installPackage(instance.runtime, sha256, { by: words.by, consents: true });
  };
  const shop = async () => {
    const state = (await knownStates(instance.runtime.database)).find(({ id }) => id === 'shop');
    const [installed] = await installations(instance.runtime.database);
    const steps = await appliedSteps(instance.runtime.target, 'shop');
    return { state: state?.state, version: state?.version, phase: installed?.phase ?? null, steps };
  };
  const stateOf = async () => (await shop()).state;

  it('installs to the end after being killed in a migration and in its start, whose hooks run twice', async () => {
    await install({ version: '1.0.0', migrations: first(killOnce('migrate')), start: killOnce('start') });
    await startAndDie();
    expect(await shop()).to.deep.include({ state: 'discovered', phase: 'installing', steps: [] });
    await startAndDie();
    expect(await shop()).to.deep.include({ state: 'installed', steps: ['0001-create-things'] });
    const up = await startAndStay();
    const whole = { state: 'enabled', version: '1.0.0', phase: null, steps: ['0001-create-things'] };
    expect(await shop()).to.deep.equal(whole);
    expect(await readFile(join(folder, 'log'), 'utf8')).to.equal('migrate migrate start start ');
    await end(up);
  });

  it('takes an upgrade back to the end after being killed while it does', async () => {
    await install({ version: '1.0.0' });
    await end(await startAndStay());
    const breaks = { '0003-breaks': { up: `throw new Error('half-way');`, down: '' } };
    await install({ version: '2.0.0', migrations: { ...price('', killOnce('revert')), ...breaks } });
    await startAndDie();
    expect((await shop()).phase).to.equal('reverting');
    await end(await startAndStay());
    const before = { state: 'enabled', version: '1.0.0', phase: null, steps: ['0001-create-things'] };
    expect(await shop()).to.deep.equal(before);
  });

  if (isLong) {
    it('upgrades to the end after being killed in the new migration', async () => {
      await install({ version: '1.0.0' });
      await end(await startAndStay());
      await install({ version: '2.0.0', migrations: price(killOnce('upgrade')) });
      await startAndDie();
      expect(await shop()).to.deep.include({ state: 'enabled', version: '1.0.0', phase: 'upgrading' });
      await end(await startAndStay());
      expect(await shop()).to.deep.include({ state: 'enabled', version: '2.0.0', phase: null });
    });

    it('stays disabled after being killed while it stops, and comes up after being killed while it starts', async () => {
      await install({ version: '1.0.0', stop: killOnce('stop') });
      const running = await startAndStay();
      await moveState(instance.runtime, 'shop', 'disabled', words);
      expect(await running.ended()).to.equal(null);
      kills += 1;
      await end(await startAndStay());
      expect(await stateOf()).to.equal('disabled');
      await install({ version: '1.1.0', start: killOnce('again') });
      await moveState(instance.runtime, 'shop', 'installed', words);
      await startAndDie();
      await end(await startAndStay());
      expect(await shop()).to.deep.include({ state: 'enabled', version: '1.1.0', phase: null });
    });

    it('is out of service and whole after being killed while it is uninstalled, and goes at the second call', async () => {
      await install({ version: '1.0.0' });
      await end(await startAndStay());
      const cluster = await testClusterUrl();
      const superuser = withLogin(cluster, {
        ...readLogin(cluster),
        database: readLogin(instance.ownerUrl).database,
      });
      await withClient(superuser, async (client) => {
        // As a process that dies in the middle: its connection is gone, and PostgreSQL rolls back.
        await client.query('begin; lock table custom_fields in access share mode');
        const dying = uninstallPlugin(instance.runtime, 'shop', words).catch((error: unknown) => error);
        // Who does what is looked up once in a transaction, unless it is told to forget.
        const text = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and query like '%custom_fields%'`;
        await until(async () => {
          await client.query('select pg_stat_clear_snapshot()');
          return ((await client.query(text)).rowCount ?? 0) > 0;
        }, 30_000);
        expect(await dying).to.be.instanceOf(Error);
        await client.query('rollback');
      });
      kills += 1;
      expect(await shop()).to.deep.include({ state: 'uninstalled', steps: ['0001-create-things'] });
      await end(await startAndStay());
      expect((await leftoversOf(instance.runtime.target, 'shop')).length).to.be.greaterThan(0);
      expect((await uninstallPlugin(instance.runtime, 'shop', words)).leftovers).to.deep.equal([]);
      expect((await shop()).steps).to.deep.equal([]);
    });
  }
});
