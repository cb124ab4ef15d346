import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { choosePort } from '../../core/db/embedded/port.ts';
import { spawnOptions } from '../../core/db/embedded/run-program.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import {
  type DebianCluster,
  debianPrograms,
  hasDebianPostgres,
  startDebianCluster,
} from '../../core/testing/debian-cluster.ts';
import { until } from '../processes/until.ts';
import { composeOf, dockerFolder } from './shipped-files.ts';

if (!hasDebianPostgres)
  console.error(
    'guildhall: NO TESTS OF THE REPLICA: PostgreSQL 15 is not installed (apt-get install postgresql-15).',
  );
else
  describe('docker: the replica of the database', () => {
    let files: string;
    let first: DebianCluster;
    let data: string;
    let port: number;
    let replica: ChildProcess | undefined;

    before(async () => {
      files = await mkdtemp(join(tmpdir(), 'guildhall-replica-'));
      await chmod(files, 0o755);
      for (const name of ['replica/start', 'pg_hba.conf'])
        await copyFile(join(dockerFolder, name), join(files, name.replace('/', '-')));
      first = await startDebianCluster({ owner: 'guildhall', settings: settingsOfCompose() });
      data = join(first.folder, 'replica');
      port = await choosePort(files);
    });
    afterEach(end);
    after(async () => {
      await first.stop();
      await rm(files, { recursive: true, force: true });
    });

    /** Those of `compose.scale.yml`, with the file of who may connect where it lies here. */
    function settingsOfCompose(): string[] {
      const { command = [] } = composeOf('compose.scale.yml').services.postgres ?? {};
      return command
        .filter((word) => word.includes('='))
        .map((word) => word.replace('/etc/guildhall', files));
    }

    function start(): void {
      const options = spawnOptions(first.user, first.folder);
      const own = [
        '-p',
        String(port),
        '-k',
        first.folder,
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'fsync=off',
      ];
      const { password } = new URL(first.url);
      replica = spawn('sh', [join(files, 'replica-start'), '-c', `hba_file=${files}/pg_hba.conf`, ...own], {
        ...options,
        detached: true,
        stdio: 'ignore',
        env: {
          ...options.env,
          PATH: `${debianPrograms}:/usr/bin:/bin`,
          PGDATA: data,
          PGPASSWORD: password,
          PRIMARY_HOST: '127.0.0.1',
          PRIMARY_PORT: String(first.port),
        },
      });
    }

    /** As when its container is killed: the script and all that it began. */
    async function end(): Promise<void> {
      const ending = replica;
      replica = undefined;
      if (!ending?.pid || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = once(ending, 'exit');
      process.kill(-ending.pid, 'SIGKILL');
      await ended;
    }

    const ask = (sql: string) =>
      withClient(first.url, async (client) => (await client.query<{ answer: number }>(sql)).rows[0]?.answer);

    /** Waits until the replica holds so many rows of `things`, and still follows. */
    const follows = (rows: number) =>
      until(async () => {
        const sql = 'select count(*)::int as n, pg_is_in_recovery() as "isReplica" from things';
        const url = first.url.replace(`:${first.port}/`, `:${port}/`);
        const found = await withClient(url, async (client) => (await client.query(sql)).rows[0]).catch(
          () => undefined,
        );
        return found?.n === rows && found.isReplica === true;
      }, 60_000);

    it('copies a database that is in use, also when a copy was cut off before', async function () {
      this.timeout(180_000);
      await ask('create table things as select generate_series(1, 200000) as thing');
      start();
      const unfinished = `${data}.unfinished`;
      await until(() => existsSync(join(unfinished, 'PG_VERSION')) || existsSync(data), 60_000);
      await end();
      expect(await ask('select count(*)::int as answer from pg_replication_slots')).to.equal(1);
      // The first database notices in a moment that nobody uses the slot any more.
      await until(
        async () =>
          (await ask('select count(*)::int as answer from pg_replication_slots where active')) === 0,
      );
      start();
      await follows(200_000);
      expect(existsSync(unfinished)).to.equal(false);
      expect((await stat(data)).mode & 0o777).to.equal(0o700);
      await ask('insert into things values (0)');
      await follows(200_001);
    });

    it('goes on where it was after it was killed, and copies nothing anew', async function () {
      this.timeout(120_000);
      const label = () => readFile(join(data, 'backup_label.old'), 'utf8');
      const before = await label();
      await ask('insert into things values (-1)');
      start();
      await follows(200_002);
      expect(await label()).to.equal(before);
    });
  });
