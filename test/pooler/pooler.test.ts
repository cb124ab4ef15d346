import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import supertest from 'supertest';
import { openInstance } from '../../core/boot/open-instance.ts';
import { addressOf, listen } from '../../core/boot/web-server.ts';
import { cancelStatement } from '../../core/db/cancel-statement.ts';
import { type Database, openDatabase } from '../../core/db/database.ts';
import { checkPooler } from '../../core/db/pooler.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { runOnce } from '../../core/db/run-once.ts';
import { inInstance, inWorkspace } from '../../core/db/unit-of-work.ts';
import { withinTime } from '../../core/kernel/import/time-limit.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { makeTestWorkspace, type TestWorkspace } from '../../core/testing/test-people.ts';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { hasPgbouncer, type Pgbouncer, startPgbouncer } from './pgbouncer.ts';

const clients = 60;
const serverConnections = 5;
const workspaceCount = 12;
const questions = 4_000;

/** The pages' and the API's own way in, on the process behind the pooler. */
async function serves(second: TestRuntime, first: TestApp): Promise<void> {
  const server = openInstance(second.runtime, second.runtime.config.sessionSecret ?? '', second.closing);
  await listen(server, second.runtime.config);
  const agent = supertest
    .agent(addressOf(server, second.runtime.config))
    .set('Authorization', `Bearer ${first.keys.a.owner}`);
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, number) =>
      agent.post('/api/crm/contacts').send({ firstName: `P${number}` }),
    ),
  );
  expect(made.map(({ status }) => status)).to.deep.equal(Array(40).fill(201));
  const listed = await agent.get('/api/crm/contacts?limit=100').expect(200);
  expect((listed.body as { data: unknown[] }).data).to.have.length(40);
  const other = await supertest
    .agent(first.url)
    .get('/api/crm/contacts')
    .set('Authorization', `Bearer ${first.keys.b.owner}`)
    .expect(200);
  expect((other.body as { data: unknown[] }).data).to.have.length(0);
}

if (!hasPgbouncer) {
  process.stderr.write(
    'guildhall: NO POOLER TESTS: there is no PgBouncer. Install it (apt-get install pgbouncer).\n',
  );
} else {
  describe('behind PgBouncer in transaction mode', () => {
    let app: TestApp;
    let pgbouncer: Pgbouncer;
    let database: Database;
    const workspaces: TestWorkspace[] = [];

    before(async () => {
      app = await bootTestApp({ plugins: ['crm'] });
      for (let number = 0; number < workspaceCount; number++) {
        const workspace = await makeTestWorkspace(app.runtime, `w${number}`);
        workspaces.push(workspace);
        await inWorkspace(app.runtime.database, workspace.id, (unit) =>
          unit.run({
            text: `insert into crm_contacts (workspace_id, id, first_name)
              select $1, gen_random_uuid(), $2 from generate_series(1, 20)`,
            values: [workspace.id, workspace.slug],
          }),
        );
      }
      const name = new URL(app.ownerUrl).pathname.slice(1);
      pgbouncer = await startPgbouncer(await testClusterUrl(), name, serverConnections);
      const log = app.runtime.log;
      database = openDatabase({ url: app.appUrl, poolMax: clients, log, pooler: pgbouncer.address });
    });
    after(async () => {
      await database.close();
      await pgbouncer.stop();
      await app.stop();
    });

    const names = async (at: Database, id: string) =>
      (await runOnce(at, id, { text: 'select first_name from crm_contacts', values: [] })).map(
        ([name]) => name,
      );

    /** Each of many askers at once mixes every way to the tables, failures and rollbacks among them. */
    async function ask(workspace: TestWorkspace, turn: number): Promise<(string | null | undefined)[]> {
      if (turn % 7 === 0) {
        const broken = runOnce(database, workspace.id, { text: 'select 1/0', values: [] });
        await broken.catch(() => undefined);
      }
      if (turn % 5 === 0) {
        await inWorkspace(database, workspace.id, async (unit) => {
          await unit.run({ text: "update crm_contacts set notes = 'x'", values: [] });
          throw new Error('taken back');
        }).catch(() => undefined);
      }
      if (turn % 3 === 0) {
        return inWorkspace(database, workspace.id, async (unit) =>
          (
            await unit.run<{ first_name: string }>({
              text: 'select first_name from crm_contacts',
              values: [],
            })
          ).map(({ first_name: name }) => name),
        );
      }
      return names(database, workspace.id);
    }

    it(`keeps ${workspaceCount} workspaces apart in ${questions} questions of ${clients} at once over ${serverConnections} connections`, async () => {
      let [asked, foreign, wrongCount] = [0, 0, 0];
      const asker = async () => {
        for (let turn = asked++; turn < questions; turn = asked++) {
          const workspace = workspaces[turn % workspaces.length];
          if (!workspace) continue;
          const found = await ask(workspace, turn);
          foreign += found.filter((name) => name !== workspace.slug).length;
          wrongCount += found.length === 20 ? 0 : 1;
        }
      };
      await Promise.all(Array.from({ length: clients }, asker));
      expect({ foreign, wrongCount }).to.deep.equal({ foreign: 0, wrongCount: 0 });
      const used = await withClient(app.ownerUrl, async (client) => {
        const text =
          "select count(*)::integer as count from pg_stat_activity where application_name = 'guildhall' and client_addr is not null";
        return (await client.query<{ count: number }>(text)).rows[0]?.count ?? 0;
      });
      expect(used, 'connections of the pooler').to.be.most(serverConnections);
    });

    it('sees no workspace where none is set, whoever used the connection before', async () => {
      for (let turn = 0; turn < 200; turn++) {
        const workspace = workspaces[turn % workspaces.length];
        await names(database, workspace?.id ?? '');
        const rows = await inInstance(database, (unit) =>
          unit.run({ text: 'select id from crm_contacts', values: [] }),
        );
        expect(rows).to.deep.equal([]);
      }
    });

    it('ends the statement of work that took too long, and no other', async () => {
      const sleeping = async () =>
        withClient(app.ownerUrl, async (client) => {
          const text =
            "select count(*)::integer as count from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'";
          return (await client.query<{ count: number }>(text)).rows[0]?.count ?? 0;
        });
      const other = runOnce(database, workspaces[1]?.id ?? '', { text: 'select pg_sleep(1.5)', values: [] });
      const late = inWorkspace(database, workspaces[0]?.id ?? '', (unit) =>
        withinTime(unit.run({ text: 'select pg_sleep(14)', values: [] }), 700, 'It takes too long.'),
      );
      expect(await late.catch((error: Error) => error.message)).to.equal('It takes too long.');
      await other;
      expect(await sleeping()).to.equal(0);
    });

    it('is no error of its own where the pooler is gone', async () => {
      const gone = { processID: 1, secretKey: 2, host: '127.0.0.1', port: 1 };
      expect(await cancelStatement(database, gone)).to.equal(undefined);
    });

    it('has time limits and the time zone that our own connections have, or is refused with the line that mends it', async () => {
      await checkPooler(database.pool, pgbouncer.address);
      const plain = openDatabase({
        url: app.ownerUrl,
        poolMax: 2,
        log: app.runtime.log,
        pooler: new URL(app.ownerUrl).host,
      });
      const refusal = await checkPooler(plain.pool, 'pooler:1').catch((error: Error) => error.message);
      await plain.close();
      expect(refusal).to.match(/pooler:1 lack .*statement_timeout.*connect_query='set timezone = ''UTC''/);
    });
  });

  describe('the whole product behind PgBouncer', () => {
    it('serves, writes and hears word from other processes', async () => {
      const first = await bootTestApp({ plugins: ['crm'] });
      const name = new URL(first.ownerUrl).pathname.slice(1);
      const pgbouncer = await startPgbouncer(await testClusterUrl(), name, serverConnections);
      const second = await bootAgain(first, { DATABASE_POOLER: pgbouncer.address });
      try {
        expect(second.runtime.database.isPooled).to.equal(true);
        let heard = '';
        second.runtime.broadcast.hear('test', (key) => {
          heard = key;
        });
        await first.runtime.broadcast.tell('test', 'hello');
        for (let look = 0; look < 200 && heard === ''; look++) await pause(25);
        expect(heard).to.equal('hello');
        await serves(second, first);
        expect(second.runtime.health.trouble()).to.equal(null);
        await pgbouncer.stop();
        for (let look = 0; look < 200 && !second.runtime.health.trouble(); look++) await pause(25);
        expect(second.runtime.health.trouble()?.reason).to.equal(
          'The pooler before the database does not answer.',
        );
      } finally {
        await second.stop();
        await pgbouncer.stop();
        await first.stop();
      }
    });
  });
}
