import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
