import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import { runOnce } from '../run-once.ts';
import { inInstance, inWorkspace } from '../unit-of-work.ts';
import { type DatabaseUnderTest, databaseUnderTest } from './database-under-test.ts';

const [here, there] = [newId(), newId()];

describe('db: tenancy', () => {
  let under: DatabaseUnderTest;

  before(async () => {
    under = await databaseUnderTest();
    for (const workspace of [here, there]) {
      await inWorkspace(under.database, workspace, async (unit) => {
        for (const name of ['Ada', 'Bo', 'Cy']) {
          await unit
            .from('sample_things')
            .insert({ workspace_id: workspace, id: newId(), name: `${name} of ${workspace}` });
        }
      });
    }
  });
  after(() => under.drop());

  it('shows a query without a condition its own workspace only', async () => {
    const rows = await inWorkspace(under.database, here, (unit) =>
      unit.from('sample_things').select('workspace_id'),
    );
    expect(rows).to.have.length(3);
    expect(new Set(rows.map((row: { workspace_id: string }) => row.workspace_id))).to.deep.equal(
      new Set([here]),
    );
  });

  it('lets an update without a condition change its own workspace only', async () => {
    await inWorkspace(under.database, here, (unit) => unit.from('sample_things').update({ status: 'old' }));
    const old = await inWorkspace(under.database, there, (unit) =>
      unit.from('sample_things').where({ status: 'old' }),
    );
    expect(old).to.deep.equal([]);
  });

  it('shows nothing at all without a workspace', async () => {
    const rows = await inInstance(under.database, (unit) => unit.from('sample_things').select());
    expect(rows).to.deep.equal([]);
  });

  it('refuses a row for another workspace', async () => {
    const insert = inWorkspace(under.database, here, (unit) =>
      unit.from('sample_things').insert({ workspace_id: there, id: newId(), name: 'Smuggled' }),
    );
    expect(await failure(insert)).to.match(/row-level security/);
  });

  it('refuses a reference into another workspace', async () => {
    const box = newId();
    await inWorkspace(under.database, there, (unit) =>
      unit.from('sample_boxes').insert({ workspace_id: there, id: box, name: 'Theirs' }),
    );
    const insert = inWorkspace(under.database, here, (unit) =>
      unit.from('sample_things').insert({ workspace_id: here, id: newId(), name: 'Thief', box_id: box }),
    );
    expect(await failure(insert)).to.match(/foreign key/);
  });

  it('hides the instance tables inside a workspace', async () => {
    await inInstance(under.database, (unit) =>
      unit.from('sample_accounts').insert({ id: newId(), secret: 'canary' }),
    );
    const seen = await inWorkspace(under.database, here, (unit) => unit.from('sample_accounts').select());
    expect(seen).to.deep.equal([]);
  });

  it('searches its own workspace only, by the reviewed function', async () => {
    const text =
      'select t.name from sample_things t where t.id = any(array(select sample_things_search($1::text[], 50)))';
    const rows = await runOnce(under.database, here, { text, values: [['%ada%']] });
    expect(rows).to.deep.equal([[`Ada of ${here}`]]);
  });

  it('forgets the workspace when the unit of work ends, even after an error', async () => {
    await failure(inWorkspace(under.database, here, (unit) => unit.from('no_such_table').select()));
    const { rows } = await under.database.pool.query('select count(*)::int as seen from sample_things');
    expect(rows).to.deep.equal([{ seen: 0 }]);
  });

  it('carries lists with quotes, backslashes and nothing in them', async () => {
    const list = ['a "b"', 'c\\d', null, '', 'NULL', '{,}'];
    const [row] = await runOnce(under.database, here, { text: 'select to_json($1::text[])', values: [list] });
    expect(JSON.parse(row?.[0] ?? '')).to.deep.equal(list);
  });

  it('answers again on a connection whose last statement failed', async () => {
    const wrong = { text: 'select 1 / (length(name) - length(name)) from sample_things', values: [] };
    const right = { text: 'select count(*) from sample_things', values: [] };
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await failure(runOnce(under.database, here, wrong))).to.match(/division by zero/);
      expect(await runOnce(under.database, here, right)).to.deep.equal([['3']]);
    }
  });

  it('never mixes workspaces over a shared pool, with errors and rollbacks among the calls', async () => {
    const workspaces = [here, there];
    const calls = Array.from({ length: 400 }, async (_, index) => {
      const workspace = workspaces[index % 2] as string;
      if (index % 7 === 0)
        return failure(
          inWorkspace(under.database, workspace, () => Promise.reject(new Error('turned back'))),
        );
      const statement = { text: 'select distinct workspace_id::text from sample_things', values: [] };
      const rows = await runOnce(
        under.database,
        workspace,
        index % 11 === 0 ? { ...statement, text: 'select nonsense' } : statement,
      ).catch(() => [[workspace]]);
      expect(rows).to.deep.equal([[workspace]]);
      return undefined;
    });
    await Promise.all(calls);
  });

  it('finishes more concurrent updates of one row than there are connections', async () => {
    const rows = await inWorkspace(under.database, here, (unit) =>
      unit.from('sample_things').select('id').limit(1),
    );
    const id = (rows[0] as { id: string }).id;
    const bump = () =>
      inWorkspace(under.database, here, async (unit) => {
        await unit.from('sample_things').where({ id }).forUpdate();
        await unit.from('sample_things').where({ id }).increment('version', 1);
      });
    await Promise.all(Array.from({ length: 40 }, bump));
    const after = await inWorkspace(under.database, here, (unit) =>
      unit.from('sample_things').where({ id }).first('version'),
    );
    expect(after).to.deep.equal({ version: 41 });
  });
});

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it went through',
    (error: Error) => error.message,
  );
}
