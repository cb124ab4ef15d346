import { expect } from 'chai';
import { testClusterUrl } from '../../testing/cluster.ts';
import { withClient } from '../roles/with-client.ts';
import { inWorkspace } from '../unit-of-work.ts';
import { type DatabaseUnderTest, databaseUnderTest } from './database-under-test.ts';

const workspace = '019c0000-0000-7000-8000-000000000001';

describe('db: a connection that is lost while it is used', () => {
  let under: DatabaseUnderTest;
  before(async () => {
    under = await databaseUnderTest(1);
  });
  after(() => under.drop());

  const cut = async (pid: number): Promise<void> => {
    await withClient(await testClusterUrl(), (admin) =>
      admin.query('select pg_terminate_backend($1)', [pid]),
    );
  };

  it('fails what is done with it, and leaves the process and the pool alive', async () => {
    const client = await under.database.pool.connect();
    const gone = new Promise((resolve) => client.once('end', () => resolve(undefined)));
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await cut(rows[0]?.pid ?? 0);
    await gone;
    const outcome = await client.query('select 1').catch((error: Error) => error);
    client.release(true);
    expect(outcome).to.be.instanceOf(Error);
    expect((await under.database.pool.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
  });

  it('fails the transaction that holds it between two statements, and only that', async () => {
    const outcome = await inWorkspace(under.database, workspace, async (unit) => {
      const [row] = await unit.run<{ pid: number }>({ text: 'select pg_backend_pid() as pid', values: [] });
      await cut(row?.pid ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return unit.run({ text: 'select 1', values: [] });
    }).catch((error: Error) => error);
    expect(outcome).to.be.instanceOf(Error);
    const rows = await inWorkspace(under.database, workspace, (unit) => unit.from('sample_things').select());
    expect(rows).to.deep.equal([]);
  });
});
