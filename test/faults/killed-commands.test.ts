import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { coreMigrations, type TestDatabase, testDatabase } from '../../core/testing/test-database.ts';
import { endProcesses, type StartedProcess, startOnce } from '../boot/started-process.ts';
import { isLong } from '../processes/house.ts';
import { until } from '../processes/until.ts';
import { ledgerFolder, pluginsFolder } from './ledger.ts';
import { doorsAtTables, makeStops, type Stops } from './points/stops.ts';

/** What a schema consists of, to be compared. */
const schemaSql = `
  select string_agg(line, E'\\n' order by line) as text from (
    select format('column %s.%s %s %s', table_name, column_name, data_type, is_nullable) as line
      from information_schema.columns where table_schema = 'public'
    union all select format('index %s', indexname) from pg_indexes where schemaname = 'public'
    union all select format('policy %s %s', tablename, qual) from pg_policies where schemaname = 'public'
    union all select format('function %s', proname) from pg_proc where pronamespace = 'public'::regnamespace
  ) lines`;

const aWorkspace = `insert into workspaces (id, slug, name, currency, timezone, locale)
  values (gen_random_uuid(), 'anvils', 'Anvils', 'EUR', 'UTC', 'en')`;

describe('faults: commands that are killed in the middle', function () {
  this.timeout(isLong ? 1_200_000 : 180_000);
  const name = `killed_${process.pid}`;
  const prefix = `killed${process.pid}`;
  let folder: string;
  let adminUrl: string;
  let whole: TestDatabase;
  let stops: Stops;
  let kills = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-killed-'));
    const cluster = await testClusterUrl();
    await withClient(cluster, (admin) => admin.query(`create database ${name} template template0`));
    adminUrl = withLogin(cluster, { ...readLogin(cluster), database: name });
    whole = await testDatabase([
      coreMigrations(),
      { id: 'ledger', folder: join(ledgerFolder, 'migrations') },
    ]);
    stops = await makeStops(adminUrl, []);
    await doorsAtTables(adminUrl);
  });
  after(async () => {
    console.log(`      ${kills} kills, every table whole afterwards, and no half archive taken for one`);
    await stops.end();
    await endProcesses();
    await whole.drop();
    await withClient(await testClusterUrl(), async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`);
      for (const role of ['owner', 'app', 'definer'])
        await admin.query(`drop role if exists ${prefix}_${role}`);
    });
    await rm(folder, { recursive: true, force: true });
  });

  const env = () => ({
    ...{ DATABASE_URL: adminUrl, DATABASE_ROLE_PREFIX: prefix, DATA_DIR: folder },
    PLUGINS_DIR: pluginsFolder,
  });
  const start = (...words: string[]) => startOnce(env(), ...words);

  async function kill(victim: StartedProcess): Promise<void> {
    victim.signal('SIGKILL');
    await victim.ended();
    kills += 1;
  }

  const schemaOf = (url: string) =>
    withClient(url, async (client) => (await client.query<{ text: string }>(schemaSql)).rows[0]?.text);

  it('a migration is taken up again by the next, to the last index', async () => {
    const named = await withClient(whole.adminUrl, async (client) => {
      const text =
        "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by oid";
      return (await client.query<{ name: string }>(text)).rows.map((row) => `public.${row.name}`);
    });
    for (const table of isLong ? named : ['public.jobs']) {
      await stops.close(table);
      const migrating = start('migrate');
      await stops.standing(table);
      await kill(migrating);
      await stops.open(table);
      await until(nobodyMigrates);
    }
    const last = start('migrate');
    expect(await last.ended(), last.output()).to.equal(0);
    expect(await schemaOf(adminUrl)).to.equal(await schemaOf(whole.adminUrl));
  });

  /** Its connection goes only when PostgreSQL notices that nobody is at the other end. */
  async function nobodyMigrates(): Promise<boolean> {
    const text =
      "select from pg_stat_activity where datname = current_database() and application_name = 'guildhall-migrations'";
    return withClient(adminUrl, async (admin) => (await admin.query(text)).rowCount === 0);
  }

  it('a backup leaves no archive, and the next is whole', async () => {
    const backups = join(folder, 'backups');
    await killedAtTable('jobs');
    const [draft = '', ...others] = await readdir(backups);
    expect([draft.endsWith('.tar.gz.part'), others]).to.deep.equal([true, []]);
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1_000);
    await utimes(join(backups, draft), longAgo, longAgo);
    const next = start('backup');
    expect(await next.ended(), next.output()).to.equal(0);
    const [archive = '', ...rest] = await readdir(backups);
    expect([archive.endsWith('.tar.gz'), rest]).to.deep.equal([true, []]);
    expect((await stat(join(backups, archive))).size).to.be.above(1_000);
    const looked = start('restore', join(backups, archive), '--check');
    expect(await looked.ended(), looked.output()).to.equal(0);
  });

  it('a restore is begun again, and is whole then', async () => {
    const other = `${name}_restored`;
    const backups = join(folder, 'backups');
    await withClient(adminUrl, (admin) => admin.query(aWorkspace));
    const backup = start('backup');
    expect(await backup.ended(), backup.output()).to.equal(0);
    const archive = join(backups, (await readdir(backups)).sort().at(-1) ?? '');
    const cluster = await testClusterUrl();
    await withClient(cluster, (admin) => admin.query(`create database ${other} template template0`));
    const url = withLogin(cluster, { ...readLogin(cluster), database: other });
    const restoring = () =>
      startOnce(
        { ...env(), DATABASE_URL: url, DATA_DIR: join(folder, 'restored') },
        ...['restore', archive, '--replace'],
      );
    for (let turn = 0; turn < (isLong ? 20 : 2); turn += 1) {
      const victim = restoring();
      await until(() => holdsTables(url));
      await pause(Math.random() * 1_500);
      await kill(victim);
      await until(() => isLeft(url));
    }
    const last = restoring();
    expect(await last.ended(), last.output()).to.equal(0);
    expect(await namesIn(url)).to.deep.equal(['Anvils']);
    expect(await schemaOf(url)).to.equal(await schemaOf(whole.adminUrl));
    await withClient(cluster, (admin) => admin.query(`drop database ${other} with (force)`));
  });

  const holdsTables = (url: string) =>
    withClient(url, async (client) => {
      const text =
        "select from pg_locks where database = (select oid from pg_database where datname = current_database()) and mode like '%Exclusive%' and locktype = 'relation'";
      return (await client.query(text)).rowCount !== 0;
    });
  const isLeft = (url: string) =>
    withClient(url, async (client) => {
      const text =
        'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
      return (await client.query(text)).rowCount === 0;
    });
  const namesIn = (url: string) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ name: string }>('select name from workspaces');
      return rows.map((row) => row.name);
    });

  /** Whoever reads the table waits, for as long as somebody has it to himself. */
  async function killedAtTable(table: string): Promise<void> {
    await withClient(adminUrl, async (admin) => {
      await admin.query(`begin; lock table ${table} in access exclusive mode`);
      const victim = start('backup');
      await until(async () => {
        const waiting = await admin.query(
          'select from pg_locks where not granted and relation = $1::regclass',
          [table],
        );
        return waiting.rowCount !== 0;
      });
      await kill(victim);
      await admin.query('rollback');
    });
  }
});
